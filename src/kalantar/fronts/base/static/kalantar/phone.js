// The patrol's phone: says where it is, and keeps what was pressed without a network until there is one.
import { digits } from "./digits.js";
import { begin, maps } from "./map/map.js";

const EVERY_MS = 5000; // a position at most this often
const $ = (selector, root = document) => root.querySelector(selector);
const token = () => $("[name=csrfmiddlewaretoken]")?.value ?? "";
const page = $("[data-positions]");
const OUTBOX = `kalantar-outbox-${$("[data-officer]").dataset.officer}`; // nobody sends another's
const kept = () => JSON.parse(localStorage.getItem(OUTBOX) ?? "[]");

function keep(messages) {
  localStorage.setItem(OUTBOX, JSON.stringify(messages));
  const strip = $("[data-kept]");
  const words = $("[data-kept-words]");
  words.textContent = words.dataset.keptWords.replace("{count}", digits(messages.length));
  strip.hidden = !messages.length;
  if (messages.length) for (const other of document.querySelectorAll("[data-offline]")) other.hidden = true;
}

async function post({ url, body }) {
  return fetch(url, {
    method: "POST", body: new URLSearchParams(body), signal: AbortSignal.timeout(15000),
    headers: { "X-CSRFToken": token(), "HX-Request": "true" },
  });
}

function show(html) {
  const now = $("#now");
  if (html.includes('id="now"')) return htmx.swap({ target: "#now", swap: "outerMorph", text: html, sourceElement: now });
  const text = $("[data-toasts]").dataset.failed;
  document.dispatchEvent(new CustomEvent("kalantar:toast", { detail: { text, kind: "refusal" } }));
}

let sending = false;
async function flush() {
  if (sending) return;
  sending = true;
  try {
    let messages = kept();
    while (messages.length) {
      const answer = await post(messages[0]);
      if (answer.status >= 500) break;
      const signIn = answer.headers.get("HX-Redirect");
      if (signIn) return location.assign(signIn); // signed out meanwhile: what is kept goes afterwards
      messages = kept().slice(1);
      keep(messages);
      show(await answer.text());
    }
  } catch {
    // still no network: they stay, in their order
  } finally {
    sending = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-verb]");
  if (!form) return;
  event.preventDefault();
  const body = { ...Object.fromEntries(new FormData(form)), operation: crypto.randomUUID(), at: new Date().toISOString() };
  delete body.csrfmiddlewaretoken;
  keep([...kept(), { url: form.action, body }]);
  if ($("details[open]", form)) { // what it asked is answered, and asked anew the next time
    $("details", form).removeAttribute("open");
    form.reset();
  }
  $("button", form).setAttribute("aria-busy", "true");
  navigator.vibrate?.(30);
  flush().finally(() => $("button", form)?.removeAttribute("aria-busy"));
});
addEventListener("online", flush);
setInterval(flush, 10000);
keep(kept());
flush();

let lastSaid = 0;
function moved({ coords, timestamp }) {
  draw([coords.longitude, coords.latitude]);
  if (timestamp - lastSaid < EVERY_MS) return;
  lastSaid = timestamp;
  const body = { lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy, at: new Date(timestamp).toISOString() };
  post({ url: page.dataset.positions, body }).then(judged, () => {}); // an old position is not worth keeping
}
// Whoever is not seen has to know it: why the browser gives no place, or the service takes none.
const strip = $("[data-place-unknown]");
function placeless(text) {
  strip.textContent = text;
  strip.hidden = !text;
}
async function judged(answer) {
  if (answer.ok) placeless("");
  if (answer.status === 422) placeless(new DOMParser().parseFromString(await answer.text(), "text/html").body.textContent.trim());
}
if (page && navigator.geolocation)
  navigator.geolocation.watchPosition(moved, ({ code, PERMISSION_DENIED }) => placeless(code === PERMISSION_DENIED ? strip.dataset.refused : strip.dataset.lost), { enableHighAccuracy: true, maximumAge: 2000 });

function draw(me) {
  const map = [...maps].findLast(([canvas]) => canvas.isConnected)?.[1];
  const way = JSON.parse($("[data-way]")?.dataset.way ?? "null");
  if (!map || !way) return;
  map.loaded.then(() => {
    const own = me ?? way.from;
    if (own) map.show("units", { type: "FeatureCollection", features: [{ type: "Feature", geometry: { type: "Point", coordinates: own }, properties: { ...way.unit, fresh: true } }] });
    map.incidents([{ type: "Feature", geometry: { type: "Point", coordinates: way.to }, properties: { id: way.incident, priority: way.priority } }]);
    map.focus({ id: way.incident, lon: way.to[0], lat: way.to[1], accuracy: 0, move: false, ways: way.line ? [{ status: "assigned", line: way.line }] : [] });
    const seen = JSON.stringify(way);
    if (draw.seen !== seen) {
      draw.seen = seen;
      const points = [way.to, ...(own ? [own] : []), ...(way.line ?? [])];
      const lons = points.map((point) => point[0]);
      const lats = points.map((point) => point[1]);
      map.map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], { padding: 48, maxZoom: 16.5, duration: 300 });
    }
  });
}
begin();
draw();
const crew = $("#now").dataset.unit;
document.addEventListener("htmx:after:swap", () => {
  if ($("#now").dataset.unit !== crew) return location.reload(); // into another unit, or out of it
  const { unitStatus, unitSaid } = $("#now").dataset;
  const sign = $("#unit-status > .status"); // in the bar, above what is swapped
  if (sign && unitStatus) Object.assign(sign, { textContent: unitSaid }).dataset.status = unitStatus;
  begin();
  draw();
});

// A new assignment is heard as well as seen.
function ring() {
  navigator.vibrate?.([200, 100, 200, 100, 400]);
  const sound = new AudioContext();
  const tone = new OscillatorNode(sound, { frequency: 880 });
  const volume = new GainNode(sound, { gain: 0.4 });
  tone.connect(volume).connect(sound.destination);
  for (const at of [0, 0.5, 1]) {
    volume.gain.setValueAtTime(0.4, sound.currentTime + at);
    volume.gain.setValueAtTime(0, sound.currentTime + at + 0.25);
  }
  tone.start();
  tone.stop(sound.currentTime + 1.3);
}
let known = $("#now")?.dataset.assignment ?? "";
new MutationObserver(() => {
  const now = $("#now")?.dataset.assignment ?? "";
  if (now && now !== known) ring();
  known = now;
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-assignment"] });
