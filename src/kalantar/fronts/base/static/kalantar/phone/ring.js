// A new assignment is heard as well as seen; so is somebody's name at the panic alarm.
import { play } from "../sound.js";

const now = () => document.querySelector("#now")?.dataset ?? {};
let known = { ...now() };
new MutationObserver(() => {
  const { assignment = "", answered = "" } = now();
  if (assignment && assignment !== known.assignment) {
    navigator.vibrate?.([200, 100, 200, 100, 400]);
    play([[0, 880], [0.5, 880], [1, 880]], 0.4, 0.25);
  }
  if (answered && answered !== known.answered) navigator.vibrate?.([100, 80, 100]);
  known = { assignment, answered };
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-assignment", "data-answered"] });
