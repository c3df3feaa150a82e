// More incidents wait longer than they may: said to screen readers, and by a short sound for who wants
// one, who turns it on.
import { play } from "./sound.js";

const KEPT = "kalantar-alarm-sound";
const $ = (selector) => document.querySelector(selector);
let before = Number($("[data-alarms]")?.dataset.alarms ?? 0);

// Two soft tones, a third of a second in all, for who wants them.
export const sound = () => localStorage.getItem(KEPT) && play([[0, 660], [0.16, 880]]);

function heed() {
  const counted = $("[data-alarms]");
  if (!counted) return;
  const now = Number(counted.dataset.alarms);
  if (now !== before) $("[data-alarms-said]").textContent = counted.textContent;
  if (now > before) sound();
  before = now;
}
document.addEventListener("htmx:after:swap", heed);

const choice = $("[data-alarm-sound]");
function show() {
  choice.setAttribute("aria-pressed", localStorage.getItem(KEPT) ? "true" : "false");
}
choice?.addEventListener("click", () => {
  if (localStorage.getItem(KEPT)) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, "yes");
  sound();
  show();
});
if (choice) show();
