// Focus goes into what a verb asks, back to its button when that is left, and to the heading of the card
// when it is done: from there one goes on, and a screen reader says where one is. Nowhere when the card
// changes by itself, and never away from where somebody is, such as the command line.
const $ = (selector, root = document) => root.querySelector(selector);
const nowhere = () => !document.activeElement || document.activeElement === document.body || !document.activeElement.checkVisibility();
const heading = () => $("#card h2[tabindex]") ?? $("#main");
const asked = new WeakMap(); // what was pressed on the card: the request, and in which unit's part of it
let opener = ""; // the button that opened what is asked
let stepped = false; // to another card, from in this one

document.addEventListener("htmx:before:request", ({ target, detail }) => {
  const within = document.activeElement?.closest("#card");
  if (target.matches?.(".queue-item")) stepped ||= Boolean(within);
  if (!target.matches?.(within ? "#card *, .tally a" : "#card *")) return;
  const part = target.contains(document.activeElement) && target.closest(".assigned, .unit-line");
  asked.set(detail.ctx, part ? part.id : "");
  if (target.getAttribute("hx-target") === "#verb" && !target.closest(".ask")) opener = target.id;
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  const form = $("#card .ask:not([data-seen])");
  if (form) return enter(form);
  if (asked.has(detail.ctx)) queueMicrotask(() => goOn(detail.ctx)); // the page has hidden by then what is over
});

function goOn(request) {
  if (!nowhere()) return;
  const part = document.getElementById(asked.get(request));
  ($("summary, h3", part ?? document.createElement("i")) ?? heading())?.focus({ preventScroll: true });
}

document.addEventListener("card:opened", () => {
  if (stepped && nowhere()) heading()?.focus({ preventScroll: true });
  stepped = false;
});

// What came of a command makes its bar higher: the line stays in sight.
document.addEventListener("htmx:after:settle", ({ target }) => {
  if (target.id === "command-answer") $(".command-line").scrollIntoView({ block: "nearest" });
});

// Into the field that is wrong, else the first; what has none is read from its heading on.
function enter(form) {
  form.dataset.seen = "yes";
  const at = document.activeElement;
  const field = ":is(input:not([type=hidden]), select, textarea)";
  const wrong = $(`${field}[aria-invalid=true]`, form);
  if (form.contains(at) && !wrong) return form.scrollIntoView({ block: "nearest" });
  if (at?.id === "command") return;
  (wrong ?? $(field, form) ?? $("h3", form)).focus();
  form.scrollIntoView({ block: "nearest" }); // its buttons too
}

document.addEventListener("click", (event) => {
  const left = event.target.closest("[data-close-ask]")?.closest(".ask");
  if (!left) return;
  const here = nowhere() || left.contains(document.activeElement);
  left.replaceWith(Object.assign(document.createElement("div"), { id: "verb" }));
  const button = document.getElementById(opener);
  if (here) (button ?? heading())?.focus();
});
