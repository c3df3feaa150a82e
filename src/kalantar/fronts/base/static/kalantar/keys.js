// A key presses the button that shows it: [data-key="N"]. Judged by the key's place on the keyboard,
// so that it works while the keyboard writes Persian. Off while typing, and for who turns it off.
import { digits } from "./digits.js";

const KEPT = "kalantar-keys-off";
const sheet = () => document.querySelector("[data-keys-sheet]");

function named(event) {
  if (event.key === "?" || event.key === "؟") return "?";
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3);
  if (/^(Digit|Numpad)\d$/.test(event.code)) return event.code.at(-1);
  return { Slash: "/", Period: ".", Comma: ",", ArrowUp: "↑", ArrowDown: "↓", Enter: "⏎", NumpadEnter: "⏎", Escape: "Esc", Backspace: "⌫", PageDown: "PgDn", PageUp: "PgUp" }[event.code] ?? "";
}

const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function press(target) {
  if (target.matches("input, textarea, select")) {
    target.focus();
    target.select?.();
  } else {
    htmx.process(target.closest("form") ?? target); // what was swapped in a moment ago may not be wired yet
    if (target.matches("[data-key-goes]")) target.focus(); // into what it opens: its keys are the nearest then
    target.click();
  }
}

// A key of what a verb asks goes before the same key elsewhere, then one of the opened part that somebody is in,
// and a verb that can be done before a greyed one, which when pressed says why it cannot (refused.js).
function pressed(key) {
  const seen = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(visible);
  const possible = seen.filter((element) => element.getAttribute("aria-disabled") !== "true");
  const all = possible.length ? possible : seen;
  const asked = all.filter((element) => element.closest(".ask"));
  const part = document.activeElement?.closest("details[open]");
  const near = all.filter((element) => part?.contains(element) && !element.matches("summary"));
  const targets = [asked, near, all].find((some) => some.length) ?? [];
  const shut = targets.find((element) => element.matches("details:not([open]) > summary")); // each press opens one more
  return targets[0]?.matches("summary") ? shut ?? targets[0] : targets[0];
}

// A key for what is just being replaced waits for what comes there, and is let go if nothing comes.
// Until then no other key is heard: it would overtake the one that waits. Esc takes that one back.
let held = "";
const busy = () => document.querySelector('[aria-busy="true"][inert]');
function waits(key, target) {
  if (held && key === "Esc") held = "";
  else if (held) return true;
  else if (!target || busy().contains(target)) held = key;
  return Boolean(held);
}
document.addEventListener("keys:ready", (event) => {
  const target = held && event.detail.came && pressed(held);
  held = "";
  if (target) press(target);
});

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.altKey) return;
  const key = (event.ctrlKey ? "Ctrl+" : "") + named(event);
  if (typing(event.target)) {
    if (key === "Esc") event.target.blur();
    if (!event.ctrlKey) return;
  } else if (localStorage.getItem(KEPT) && !event.ctrlKey) return;
  if (key === "?") return sheet()?.togglePopover();
  if (key === "⏎" && event.target.closest("a, button, summary")) return;
  const target = pressed(key);
  if (key && busy() && waits(key, target)) return event.preventDefault();
  if (!target) return;
  const form = event.target.closest("form, .ask");
  if (key === "⏎" && form && form !== target.closest("form, .ask")) return; // Enter sends the form it is pressed in
  event.preventDefault();
  if (event.repeat && target.matches("[hx-post]")) return; // a key held down does once what changes something
  press(target);
});

function withoutKey(verb) {
  const words = verb.cloneNode(true);
  words.querySelector(".key")?.remove();
  return words.textContent;
}

document.addEventListener("beforetoggle", (event) => {
  if (event.target !== sheet() || event.newState !== "open") return;
  const list = event.target.querySelector("[data-keys-list]");
  const seen = new Set();
  list.replaceChildren();
  for (const verb of [...document.querySelectorAll(".ask [data-key]"), ...document.querySelectorAll("[data-key]")]) {
    const label = verb.dataset.keyLabel ?? verb.getAttribute("aria-label") ?? withoutKey(verb);
    if (seen.has(verb.dataset.key) || !label.trim()) continue;
    seen.add(verb.dataset.key);
    const row = document.createElement("div");
    row.append(Object.assign(document.createElement("dt"), { className: "key", textContent: digits(verb.dataset.key) }));
    row.append(Object.assign(document.createElement("dd"), { textContent: label.trim() }));
    list.append(row);
  }
}, true);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) sheet()?.togglePopover();
});

for (const choice of document.querySelectorAll("[data-keys-switch]")) {
  choice.checked = !localStorage.getItem(KEPT);
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "yes");
  });
}
