/**
 * Opens the outlet's page without a network: this build's page and its files, nothing that anybody reads or writes.
 * A newer build is fetched whole into a cache of its own and waits; it takes over when somebody lets it in, or when no
 * page is open. So a page and its files are always of one build.
 */
const BUILD = 'BUILD';
const FILES = 'FILES';
const CACHE = `yixian-field-${BUILD}`;
const PAGE = '/o';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      // Past the browser's own cache: the page must be the one of this build.
      cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' }))),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('yixian-field-') && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') self.skipWaiting();
});

const isPage = ({ pathname }) => pathname === PAGE || pathname.startsWith(`${PAGE}/`);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url)) event.respondWith(kept(PAGE, request));
    return;
  }
  if (FILES.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});

async function kept(name, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}
