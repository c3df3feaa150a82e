// The page's side of the live stream, on top of htmx's own extension for server-sent events.
//
//   <section id="queue" data-live-keys="area:… incident:…" hx-get="…" hx-trigger="live">
//
// An element is told "live" when a notice has one of its keys, and every element when anything may
// have changed; it fetches itself again. A key is heard where the stream was opened for it, and
// "incident:…" also where it was for "incident_in:<area>". A map or other script may listen to "live" as well: its
// detail holds the keys, or null for anything. Where one element's keys are all that the page hears
// (data-live-whole), the stream follows them. What is being read (data-live-first) is fetched and shown
// before the others are told. Times in milliseconds.
const GATHER = 20; // one act says several notices at once
const APART = 100; // however many notices come, an element asks no oftener
const LOST_AFTER = 3000; // a shorter break is caught up before anybody needs to know
const AGAIN = 2000;
const FIRST_WITHIN = 400; // the others wait no longer for what goes first
const SIGNED_OUT = 401; // what asks next is led to the sign-in page
const REFUSED = [400, 403]; // a role has ended: what is shown is asked for again, and judged there
const AGAIN_REFUSED = 30000; // a role may begin again; nobody waits for it by the second

const told = new Set(); // keys since the last telling; null stands for anything
const asking = new WeakMap(); // elements whose fetch is under way → what came meanwhile
const asked = new WeakMap(); // … → what they asked for: a turned page or a longer list is another
const behind = new Map(); // elements that wait for those that go first → their keys
let timer = 0;
let behindTimer = 0;
let last = 0;
let refused = false;
let missed = false; // between one stream and the next

const stream = () => document.querySelector("[data-live-stream]");

function tell(keys, within = 0) {
  for (const key of keys) told.add(key);
  timer ||= setTimeout(deliver, Math.max(GATHER, last + APART - performance.now(), within));
}

function deliver() {
  timer = 0;
  last = performance.now();
  const keys = new Set(told);
  told.clear();
  const first = [];
  for (const element of document.querySelectorAll("[data-live-keys]")) {
    const mine = element.dataset.liveKeys.split(/\s+/).filter((key) => keys.has(key));
    if (!mine.length && !keys.has(null)) continue;
    const heard = keys.has(null) ? [null] : mine;
    if (asking.has(element)) for (const key of heard) asking.get(element).add(key);
    else if ("liveFirst" in element.dataset) first.push([element, heard]);
    else behind.set(element, new Set([...(behind.get(element) ?? []), ...heard]));
  }
  for (const [element, heard] of first) wake(element, heard);
  if (!first.length) catchUp();
  else behindTimer ||= setTimeout(catchUp, FIRST_WITHIN);
}

function catchUp() {
  clearTimeout(behindTimer);
  behindTimer = 0;
  const waiting = [...behind];
  behind.clear();
  for (const [element, heard] of waiting) {
    const now = standing(element);
    if (now) wake(now, [...heard]);
  }
}

// Another answer may have taken an element's place meanwhile.
const standing = (element) => (element.isConnected ? element : element.id && document.getElementById(element.id));

// Not bubbling: an element around this one has its own keys. Null among them: anything.
function wake(element, keys) {
  element.dispatchEvent(new CustomEvent("live", { detail: { keys: keys.includes(null) ? null : keys } }));
}

function state(now) {
  document.documentElement.dataset.live = now;
  for (const strip of document.querySelectorAll("[data-live-refused]")) strip.hidden = now !== "refused";
  const late = now === "lost" ? LOST_AFTER : 0;
  setTimeout(() => {
    const lost = document.documentElement.dataset.live === "lost";
    for (const strip of document.querySelectorAll("[data-live-lost]")) strip.hidden = !lost;
  }, late);
}

// Refused is said as such until a stream is open again.
const lose = () => state(refused ? "refused" : "lost");

// The extension comes back by itself once it was connected; the first connection is ours to repeat.
function again(element) {
  lose();
  setTimeout(() => element.isConnected && !element._htmx?.sse && htmx.trigger(element, "connect-again"),
    (refused ? AGAIN_REFUSED : AGAIN) * (0.5 + Math.random()));
}

// What is shown was shown to somebody who may not see it now; when refused it is asked for once.
function turnedAway(status) {
  const now = REFUSED.includes(status);
  if (status === SIGNED_OUT || (now && !refused)) tell([null]);
  refused = now;
  lose();
}

const first = htmx.registerExtension("kalantar-live", {
  htmx_before_request(element, { ctx }) {
    if (element === stream()) {
      // another port is another origin: the session's cookie goes along, and nothing else of ours
      Object.assign(ctx.request, { mode: "cors", credentials: "include" });
      ctx.request.headers = { Accept: "text/event-stream" };
    } else if (element.dataset?.liveKeys !== undefined) {
      asking.set(element, new Set());
      asked.set(element, element.getAttribute("hx-get"));
    }
  },
  htmx_before_swap(element) {
    if (asking.has(element) && asked.get(element) !== element.getAttribute("hx-get")) return false;
  },
  htmx_finally_request(element, { ctx }) {
    const heard = asking.get(element);
    asking.delete(element);
    if (!heard) return;
    if ("liveFirst" in element.dataset) requestAnimationFrame(() => setTimeout(catchUp)); // once it is painted
    const now = standing(element);
    const lost = now !== element && ctx.status !== "swapped";
    if (now && (lost || heard.size)) wake(now, lost ? [null] : [...heard]);
  },
  htmx_response_error(element, { ctx }) {
    if (element !== stream()) return;
    turnedAway(ctx.response.status);
    again(element);
  },
  htmx_error(element) {
    if (element === stream()) again(element);
  },
  htmx_sse_after_connection(element) {
    if (element !== stream()) return;
    refused = false;
    state("on");
    if (missed) tell([null]);
    missed = false;
  },
  htmx_sse_before_connection(element, { connection }) {
    if (element === stream() && connection.attempt > 0) lose();
  },
  htmx_sse_error(element, { status }) {
    if (element === stream()) turnedAway(status);
  },
  htmx_sse_close(element) {
    if (element === stream()) again(element);
  },
});

// A phone is sent to an incident, and is free again: what it may hear is another then.
function follow() {
  const keys = document.querySelector("[data-live-whole]")?.dataset.liveKeys.trim().replace(/\s+/g, ",");
  const before = stream();
  const [address, heard] = before?.dataset.liveStream.split("?keys=") ?? [];
  if (!keys || !before || keys === heard) return;
  const after = before.cloneNode();
  after.removeAttribute("data-htmx-powered");
  after.dataset.liveStream = `${address}?keys=${keys}`;
  after.setAttribute("hx-sse:connect", after.dataset.liveStream);
  missed = true;
  before.replaceWith(after);
  before._htmx?.sse?.abortController.abort();
  htmx.process(after);
}

// Nobody else can guess what this screen is called; by it the page says which window it looks through.
function name(element) {
  const drawn = [...crypto.getRandomValues(new Uint8Array(16))];
  element.dataset.liveScreen = drawn.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  element.dataset.liveStream += `&screen=${element.dataset.liveScreen}`;
}

function begin() {
  document.addEventListener("htmx:after:swap", follow);
  document.addEventListener("notice", (event) => {
    if (event.target === stream()) tell(event.detail.data.split(" "));
  });
  document.addEventListener("refresh", (event) => {
    if (event.target === stream()) tell([null], Math.random() * Number(event.detail.data));
  });
  // Only now: htmx begins on a timer of its own, which may be earlier than this module.
  setTimeout(() => {
    const element = stream();
    if (!element) return;
    if ("liveBoard" in element.dataset) name(element);
    element.setAttribute("hx-sse:connect", element.dataset.liveStream);
    htmx.process(element);
  });
}

if (first !== false) begin(); // a page may have named this script twice
