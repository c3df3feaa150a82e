// A greyed verb can be reached and read, and pressing it by key, click or touch does nothing but say why
// it cannot be done and what to do instead. It stays said until something else is done.
const GREY = '[aria-disabled="true"][data-refusal]';
const place = document.querySelector("[data-refused]");

function say(text) {
  place.textContent = "";
  place.hidden = !text;
  if (text) requestAnimationFrame(() => (place.textContent = text)); // said anew when it is the same
}

addEventListener("click", (event) => {
  const verb = event.target.closest?.(GREY);
  if (!verb) return say("");
  event.preventDefault();
  event.stopImmediatePropagation();
  say(verb.dataset.refusal);
}, true);
addEventListener("keydown", (event) => {
  if (!["Shift", "Control", "Alt", "Meta", "Enter", " "].includes(event.key)) say("");
}, true);
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(GREY) && target.matches(":focus-visible")) say(target.dataset.refusal);
});
