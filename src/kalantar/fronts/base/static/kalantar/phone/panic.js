// The panic button: held for a second it asks for help, with the place this phone knew last. It goes before all
// that is kept. Somebody who cannot hold it (a screen reader's click) presses twice within five seconds.
import { done } from "./doing.js";
import { lastPlace } from "./place.js";

const HOLD_MS = 1000;
const TWICE_MS = 5000;
const form = document.querySelector("[data-panic]");
const button = form?.querySelector("button");
let since = 0;
let timer = 0;
let once = 0;
let spent = false; // the press that asked ends in a click, however long it was held

function begin() {
  if (timer) return;
  since = performance.now();
  form.dataset.held = "yes";
  navigator.vibrate?.(50);
  spent = false;
  timer = setTimeout(() => { spent = true; fire(); }, HOLD_MS);
}

function let_go() {
  clearTimeout(timer);
  timer = 0;
  delete form.dataset.held;
}

function fire() {
  let_go();
  once = 0;
  navigator.vibrate?.([300, 100, 300]);
  form.dataset.raised = "yes"; // said at once, whatever the network does
  const place = lastPlace();
  const kept = done(form, place ? { lon: place.lon, lat: place.lat, accuracy: place.accuracy, age: Math.round((Date.now() - place.at) / 1000) } : {}, { first: true });
  const home = document.querySelector("[data-home]")?.dataset.home; // where one sees who answers
  if (home) kept.finally(() => location.assign(home));
}

button?.addEventListener("pointerdown", (event) => {
  button.setPointerCapture?.(event.pointerId);
  begin();
});
for (const name of ["pointerup", "pointercancel"]) button?.addEventListener(name, let_go);
button?.addEventListener("contextmenu", (event) => event.preventDefault());
button?.addEventListener("keydown", (event) => { if (event.key === " " || event.key === "Enter") { event.preventDefault(); begin(); } });
button?.addEventListener("keyup", let_go);
button?.addEventListener("blur", let_go);
form?.addEventListener("submit", (event) => event.preventDefault());
button?.addEventListener("click", (event) => {
  event.preventDefault();
  if (spent || (since && performance.now() - since < HOLD_MS + 500)) return void (spent = false); // a touch, too short or done
  if (performance.now() - once < TWICE_MS && once) return fire();
  once = performance.now();
  form.querySelector("[data-panic-twice]").textContent = form.dataset.twice;
});
