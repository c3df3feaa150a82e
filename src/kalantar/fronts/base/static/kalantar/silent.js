// A unit gives no word, or the next are told of one: said to screen readers, and by the alarm's sound for
// who wants it. Its time is over without anything happening that would say so: so it is asked again.
import { sound } from "./alarm.js";

const AGAIN_MS = 15000;
const loud = () => Number(document.querySelector("#silent")?.dataset.loud ?? 0);
let before = loud();

document.addEventListener("htmx:after:swap", () => {
  const now = loud();
  if (now > before) {
    document.querySelector("[data-alarms-said]").textContent = document.querySelector("[data-silent-said]").textContent;
    sound();
  }
  before = now;
});
setInterval(() => document.querySelector("#silent")?.dispatchEvent(new CustomEvent("live")), AGAIN_MS);
