// Checks seals on this device, with keys that were fetched before: the page that an inspector opens without a network.
// The root key was pinned when the page was first opened here; another one is never taken silently.

import { canScan, scan } from './kamera.js';
import { checkSeal, pin, withKeySet, withStatusList } from './seal.js';

const place = document.querySelector('[data-luring]');
const english = document.documentElement.lang === 'en';
const cacheName = 'sakpore-segel';
const names = { root: '/tte/luring/akar', keys: '/.well-known/sakpore-seal-keys', status: '/.well-known/sakpore-seal-status' };
const named = (words, id) => Object.hasOwn(words, id) ? words[id] : id;
const decode = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

let trust = null;
let stop = null;

const kept = async name => {
  const answer = await (await caches.open(cacheName)).match(name);
  return answer ? new Uint8Array(await answer.arrayBuffer()) : null;
};
const keep = async (name, bytes) => (await caches.open(cacheName)).put(name, new Response(bytes));

async function fetched(name) {
  try {
    const answer = await fetch(name, { credentials: 'omit', cache: 'no-store' });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

// What is kept comes first; what is fetched is taken only where it is signed and its sequence has not fallen.
async function open() {
  const offered = decode(place.dataset.akar);
  const root = await kept(names.root) ?? offered;
  if (root.length !== offered.length || root.some((byte, i) => byte !== offered[i])) return show('akar');
  await keep(names.root, root);
  trust = await pin(place.dataset.penerbit, root);
  for (const [name, take] of [[names.keys, withKeySet], [names.status, withStatusList]]) {
    for (const bytes of [await kept(name), await fetched(name)]) {
      if (!bytes) continue;
      try {
        trust = await take(trust, bytes);
        await keep(name, bytes);
      } catch {
        // Refused: what is held stays.
      }
    }
  }
  show(trust.keys ? null : 'kunci');
  state();
}

const show = message => place.querySelectorAll('[data-pesan]').forEach(element => { element.hidden = element.dataset.pesan !== message; });

const day = number => new Date(number * 86400000);
const written = (date, withTime) => new Intl.DateTimeFormat(english ? 'en-GB' : 'id-ID',
  withTime ? { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' } : { dateStyle: 'long', timeZone: 'UTC' }).format(date);

// "Status as of ..." or "status not checked" (docs/seal.md): the list's own time, or that there is none that still holds.
function statusLine() {
  const status = trust?.status;
  if (!status) return place.dataset.tanpaStatus;
  const isOld = status.nextUpdate + 600 < Date.now() / 1000;
  return `${isOld ? place.dataset.statusLama : place.dataset.statusPer} ${written(new Date(status.issued * 1000), true)} WIB`;
}

const state = () => { place.querySelector('[data-keadaan]').textContent = statusLine(); };

async function check(text) {
  if (!trust) return;
  const answer = await checkSeal(text.trim(), [trust], Math.floor(Date.now() / 1000));
  const result = place.querySelector('[data-hasil]');
  const words = result.querySelector(`template[data-jawaban="${answer.reason}"]`) ?? result.querySelector('template[data-jawaban=""]');
  const shown = result.querySelector('[data-isi]');
  shown.replaceChildren(words.content.cloneNode(true));
  const facts = shown.querySelector('[data-fakta]');
  if (facts && answer.claims) {
    const { claims, keys } = answer;
    const values = {
      judul: named(keys.titles, claims.titleCode),
      nomor: claims.documentNumber,
      tanggal: written(day(claims.issued)),
      pemegang: claims.holder,
      akhir: claims.expires === null ? '' : written(day(claims.expires)),
      kantor: named(keys.offices, claims.office),
      penerbit: keys.name,
      status: statusLine(),
    };
    for (const [name, value] of Object.entries(values)) {
      const field = facts.querySelector(`[data-nilai="${name}"]`);
      field.textContent = value;
      field.closest('div').hidden = !value;
    }
  }
  result.hidden = false;
  result.focus();
  result.scrollIntoView();
}

place.querySelector('form').addEventListener('submit', event => {
  event.preventDefault();
  check(place.querySelector('#segel').value);
});

const rest = () => {
  stop?.();
  stop = null;
  place.querySelector('[data-bidik]').hidden = true;
};
if (await canScan(place)) {
  const start = place.querySelector('[data-mulai]');
  start.hidden = false;
  start.addEventListener('click', async () => {
    place.querySelector('[data-bidik]').hidden = false;
    try {
      stop = await scan(place, place.querySelector('video'), text => {
        rest();
        check(text);
        return true;
      });
    } catch {
      rest();
      show('kamera');
    }
  });
  place.querySelector('[data-henti]').addEventListener('click', rest);
}

addEventListener('online', open);
await open();
navigator.serviceWorker?.register(place.dataset.pekerja, { scope: '/tte/luring' });
