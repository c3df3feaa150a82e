// More incidents wait longer than they may: said to screen readers, and by a short sound for who wants
// one. A browser lets a page sound only after a key or the pointer, which is how it is turned on.
const KEPT = "kalantar-alarm-sound";
const $ = (selector) => document.querySelector(selector);
let before = Number($("[data-alarms]")?.dataset.alarms ?? 0);
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
  const counted = $("[data-alarms]");
  if (!counted) return;
  const now = Number(counted.dataset.alarms);
  if (now !== before) $("[data-alarms-said]").textContent = counted.textContent;
  if (now > before && localStorage.getItem(KEPT)) sound();
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
  wake();
  sound();
  show();
});
if (choice) show();
