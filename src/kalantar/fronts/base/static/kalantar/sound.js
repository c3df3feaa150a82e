// Tones of a page. A browser lets a page sound only after a key or the pointer: the first of them wakes it.
let context = null;

function wake() {
  context ??= new AudioContext();
  context.resume();
}
for (const event of ["keydown", "pointerdown"]) addEventListener(event, wake);

export const mayYetSound = () => context?.state === "running";

// [[seconds from now, hertz], …], each of `lasting` seconds.
export function play(tones, loudness = 0.2, lasting = 0.15) {
  if (!mayYetSound()) return;
  for (const [at, hertz] of tones) {
    const tone = new OscillatorNode(context, { frequency: hertz });
    const loud = new GainNode(context, { gain: 0 });
    const start = context.currentTime + at;
    loud.gain.setValueAtTime(0, start);
    loud.gain.linearRampToValueAtTime(loudness, start + 0.02);
    loud.gain.linearRampToValueAtTime(0, start + lasting);
    tone.connect(loud).connect(context.destination);
    tone.start(start);
    tone.stop(start + lasting + 0.01);
  }
}
