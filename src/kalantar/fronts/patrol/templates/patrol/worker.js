// The phone's page without a network: its parts, the page and what it showed last, and the map that was looked at.
// Kept for one officer; gone when they sign out (phone/installed.js), and when another one opens the page.
const SHELL = "kalantar-phone-shell";
const PAGES = "kalantar-phone-pages";
const MAP = "kalantar-phone-map";
const HOME = "{{ home }}";
const NOW = "{{ now }}";
const OWNER = `${HOME}officer`;
const PAGE_MS = 5000; // so long a page may take before the one that is kept is shown
const PIECES = 400; // of the map
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

const said = (text, type = "text/html; charset=utf-8") => new Response(text, { headers: { "Content-Type": type } });
const found = async (name, key) => (await caches.open(name)).match(key, { ignoreVary: true });

let left = false; // signed out: nothing is kept any more

async function keep(name, key, answer) {
  if (!left && answer.ok && !answer.redirected) await (await caches.open(name)).put(key, answer);
}

addEventListener("message", (event) => event.waitUntil(event.data.leave ? leave(event.ports[0]) : begin(event.data)));

async function leave(port) {
  left = true;
  for (const name of [SHELL, PAGES, MAP]) await caches.delete(name);
  port.postMessage("left");
}

async function begin({ keep: parts, page, officer }) {
  left = false;
  const owner = await found(PAGES, OWNER);
  if ((await owner?.text()) !== officer) await caches.delete(PAGES);
  await (await caches.open(PAGES)).put(OWNER, said(officer, "text/plain"));
  for (const part of parts) if (!(await found(SHELL, part))) await fetch(part).then((answer) => keep(SHELL, part, answer), () => {});
  if (page) await fetch(page).then((answer) => keep(PAGES, new URL(page).pathname, answer), () => {});
}

async function cacheFirst(name, request, most) {
  const known = await found(name, request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.status === 200) await keep(name, request.url, answer.clone());
  if (!most) return answer;
  const cache = await caches.open(name);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
  return answer;
}

async function networkFirst(name, request, key, others = []) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), PAGE_MS));
  const asked = fetch(request);
  try {
    const answer = await Promise.race([asked, late]);
    if (answer.type === "opaqueredirect") await caches.delete(PAGES); // nobody is signed in any more
    else await keep(name, key, answer.clone());
    return answer;
  } catch {
    for (const one of [key, ...others]) {
      const known = await found(name, one);
      if (known) return known;
    }
    return asked;
  }
}

// The answer to what was done shows the page's part as it is then.
async function done(request) {
  const answer = await fetch(request);
  if (answer.ok && answer.headers.get("Content-Type")?.startsWith("text/html")) {
    const text = await answer.clone().text();
    if (text.includes('id="now"')) await keep(PAGES, NOW, said(text));
  }
  return answer;
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname.startsWith(HOME)) event.respondWith(done(request));
  if (request.method !== "GET") return;
  if (pathname.startsWith("/static/"))
    event.respondWith(HASHED.test(pathname) ? cacheFirst(SHELL, request) : networkFirst(SHELL, request, request.url));
  else if (pathname.startsWith("/tiles/")) event.respondWith(cacheFirst(MAP, request, PIECES));
  else if (request.mode === "navigate" && pathname.startsWith(HOME)) event.respondWith(networkFirst(PAGES, request, pathname, [HOME]));
  else if (pathname === NOW) event.respondWith(networkFirst(PAGES, request, NOW));
});
