// Keeps a tracking page as it stands. Without this script the page is right whenever it is opened.

const root = () => document.querySelector('[data-lacak]');
const isBusy = () => document.activeElement?.closest('form') ||
  [...document.querySelectorAll('[data-lacak] input, [data-lacak] textarea')].some(field => field.type === 'radio' ? field.checked : field.value !== field.defaultValue);

async function show() {
  // What somebody is writing is not taken away.
  if (isBusy()) {
    document.querySelector('[data-berubah]').hidden = false;
    return;
  }
  const answer = await fetch(root().dataset.alamat, { credentials: 'omit' });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('[data-lacak]');
  if (fresh && !isBusy()) root().replaceWith(document.adoptNode(fresh));
}

if (root()) {
  const events = new EventSource(root().dataset.peristiwa);
  events.addEventListener('versi', event => {
    if (Number(event.data) > Number(root().dataset.versi)) show();
  });
  addEventListener('pagehide', () => events.close());
}
