// Keeps the page for checking seals on the device, so that it opens without a network. The list of files and its name come
// from the hub: it changes with any of them.

const shelf = 'sakpore-luring-__VERSI__';
const files = ['__BERKAS__'];

self.addEventListener('install', event => {
  event.waitUntil(caches.open(shelf).then(cache => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', event => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name.startsWith('sakpore-luring-') && name !== shelf).map(name => caches.delete(name))))
    .then(() => self.clients.claim()));
});

// The page itself from the network where there is one, so that it is never older than it must be; files, whose names carry
// their hashes, from the shelf.
async function page(request, name) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(shelf)).put(name, answer.clone());
    return answer;
  } catch {
    return caches.match(name);
  }
}

self.addEventListener('fetch', event => {
  const { pathname, search } = new URL(event.request.url);
  if (event.request.method !== 'GET') return;
  if (pathname === '/tte/luring') event.respondWith(page(event.request, pathname + search));
  else if (files.includes(pathname)) event.respondWith(caches.match(pathname).then(found => found ?? fetch(event.request)));
});
