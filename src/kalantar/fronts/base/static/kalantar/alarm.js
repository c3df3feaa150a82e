// More incidents wait longer than they may: said to screen readers, and by a short sound for who wants
// one, who turns it on.
import { play } from "./sound.js";

const KEPT = "kalantar-alarm-sound";
const $ = (selector) => document.querySelector(selector);
const counted = () => [...document.querySelectorAll("[data-alarms]")]; // who waits too long, what callers said
const number = () => counted().reduce((all, one) => all + Number(one.dataset.alarms), 0);
let before = number();

// Two soft tones, a third of a second in all, for who wants them.
export const sound = () => localStorage.getItem(KEPT) && play([[0, 660], [0.16, 880]]);

function heed() {
  if (!counted().length) return;
  const now = number();
  if (now !== before) $("[data-alarms-said]").textContent = counted().map((one) => one.textContent).join(" ");
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
