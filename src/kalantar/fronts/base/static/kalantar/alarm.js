// More incidents wait longer than they may: said to screen readers, and by a short sound for who wants
// one. A browser lets a page sound only after a key or the pointer, which is how it is turned on.
const KEPT = "kalantar-alarm-sound";
const AGAIN_MS = 15000; // waiting longer is not an event: nothing comes that would say so
const $ = (selector) => document.querySelector(selector);
const counted = () => [...document.querySelectorAll("[data-alarms]")]; // who waits too long, what callers said
const number = () => counted().reduce((all, one) => all + Number(one.dataset.alarms), 0);
let before = number();
let context = null;

function wake() {
  if (!localStorage.getItem(KEPT)) return;
  context ??= new AudioContext();
  context.resume();
}
for (const event of ["keydown", "pointerdown"]) addEventListener(event, wake);

// Two soft tones, a third of a second in all.
function sound() {
  if (context?.state !== "running") return;
  for (const [at, hertz] of [[0, 660], [0.16, 880]]) {
    const tone = new OscillatorNode(context, { frequency: hertz });
    const loud = new GainNode(context, { gain: 0 });
    const start = context.currentTime + at;
    loud.gain.linearRampToValueAtTime(0.2, start + 0.02);
    loud.gain.linearRampToValueAtTime(0, start + 0.15);
    tone.connect(loud).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.16);
  }
}

function heed() {
  if (!counted().length) return;
  const now = number();
  if (now !== before) $("[data-alarms-said]").textContent = counted().map((one) => one.textContent).join(" ");
  if (now > before && localStorage.getItem(KEPT)) sound();
  before = now;
}
document.addEventListener("htmx:after:swap", heed);
setInterval(() => $("#figures")?.dispatchEvent(new CustomEvent("live")), AGAIN_MS);

const choice = $("[data-alarm-sound]");
function show() {
  choice.setAttribute("aria-pressed", localStorage.getItem(KEPT) ? "true" : "false");
}
choice?.addEventListener("click", () => {
  if (localStorage.getItem(KEPT)) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, "yes");
  wake();
  sound();
  show();
});
if (choice) show();
