// Checks a file by its fingerprint before anything is sent, and scans QR codes. Everything here can be done without it: the
// form then sends the file, and a telephone's own camera opens the code.

import { canScan, scan } from './kamera.js';

const reveal = (name, isShown = true) => document.querySelectorAll(`[data-${name}]`).forEach(element => { element.hidden = !isShown; });

function say(place, message) {
  place.querySelectorAll('[data-pesan]').forEach(element => { element.hidden = element.dataset.pesan !== message; });
  const shown = message && place.querySelector(`[data-pesan="${message}"]`);
  if (shown?.tabIndex === -1) shown.focus();
}

// ---- A file.

const form = document.querySelector('form[data-berkas]');
if (form && crypto.subtle) {
  const input = form.querySelector('input[type=file]');
  let isAgreed = false;
  reveal('tanpa-skrip', false);
  reveal('skrip');

  input.addEventListener('change', () => { isAgreed = false; say(form, null); });
  form.querySelector('[data-kirim]').addEventListener('click', () => { isAgreed = true; });
  form.querySelector('[data-batal]').addEventListener('click', () => { form.reset(); say(form, null); input.focus(); });
  form.addEventListener('submit', event => {
    if (isAgreed || !input.files[0]) return;
    event.preventDefault();
    ask(input.files[0]);
  });
  for (const kind of ['dragover', 'drop']) {
    form.addEventListener(kind, event => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (kind !== 'drop' || event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event('change'));
      form.requestSubmit();
    });
  }

  async function ask(file) {
    if (file.size > Number(form.dataset.batas)) return say(form, 'besar');
    say(form, 'hitung');
    try {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
      const sha256 = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
      form.querySelector('[data-sidik-berkas]').textContent = sha256;
      const answer = await fetch(form.dataset.sidik, { method: 'POST', body: new URLSearchParams({ sha256 }), credentials: 'omit', redirect: 'error' });
      if (answer.status === 404) return say(form, 'setuju');
      if (!answer.ok) return say(form, 'gangguan');
      place(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
      say(form, 'gangguan');
    }
  }

  // The known letter takes the form's place, and the browser's way back leads to the form.
  function place(page) {
    document.title = page.title;
    const main = document.querySelector('main');
    main.replaceChildren(...[...page.querySelector('main').childNodes].map(node => document.adoptNode(node)));
    history.pushState(null, '');
    addEventListener('popstate', () => location.reload(), { once: true });
    offerPrint();
    scrollTo(0, 0);
    main.focus();
  }
}

// ---- A QR code. Its host is not followed: the address that is opened is one of this site.

const camera = document.querySelector('[data-kamera]');
if (camera && await canScan(camera)) {
  let stop = null;
  const rest = () => {
    stop?.();
    stop = null;
    reveal('bidik', false);
    reveal('mulai');
  };
  reveal('dengan-kamera');
  reveal('tanpa-kamera', false);
  camera.querySelector('[data-mulai]').addEventListener('click', async () => {
    say(camera, null);
    reveal('mulai', false);
    reveal('bidik');
    try {
      stop = await scan(camera, camera.querySelector('video'), text => {
        const [, seal, code] = /^https?:\/\/[^/]+\/tte\/(?:v\/([a-z2-7]{20,1024})|([0-9a-z]{8,64}))$/i.exec(text) ?? [];
        say(camera, seal || code ? null : 'asing');
        if (seal || code) location.assign((seal ? `/tte/v/${seal}` : `/tte/${code}`) + camera.dataset.tujuan);
        return !!(seal || code);
      });
    } catch {
      rest();
      say(camera, 'ditolak');
    }
  });
  camera.querySelector('[data-henti]').addEventListener('click', () => { rest(); camera.querySelector('[data-mulai]').focus(); });
}

// ---- The receipt.

function offerPrint() {
  document.querySelectorAll('[data-cetak]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });
}
offerPrint();
