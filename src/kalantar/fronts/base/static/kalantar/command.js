// The command line offers the possible next words (WAI-ARIA's combobox): ↓ ↑ go through them, Tab takes the
// marked one or the first, Enter the marked one, Esc lets them be. Without a mark Enter sends the line.
const line = document.querySelector("#command");
const list = () => document.querySelector("#command-options");
const options = () => [...list().querySelectorAll("[role=option]")];
const shown = () => !list().hidden && options().length > 0;
let at = -1;
let sent = null; // the line as it was sent
let pending = false; // the words that may follow are on their way
let wanted = false; // Tab was pressed before they came

function mark(next) {
  at = next;
  options().forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
  const marked = options()[at];
  line.setAttribute("aria-expanded", String(shown()));
  if (marked) {
    line.setAttribute("aria-activedescendant", marked.id);
    marked.scrollIntoView({ block: "nearest" });
  } else line.removeAttribute("aria-activedescendant");
}

function close() {
  list().hidden = true;
  mark(-1);
}

function ask() {
  sent = null;
  pending = true;
  line.dispatchEvent(new Event("words", { bubbles: true }));
}

function take(option) {
  line.value = option.dataset.line;
  line.setSelectionRange(line.value.length, line.value.length);
  close();
  ask();
}

const pressed = {
  ArrowDown: () => (shown() ? mark((at + 1) % options().length) : ask()),
  ArrowUp: () => (shown() ? mark((at <= 0 ? options().length : at) - 1) : false),
  Tab: () => {
    if (shown() && line.value) return take(options()[Math.max(at, 0)]);
    if (!pending || wanted || !line.value) return false; // a second Tab leads on
    wanted = true;
  },
  Enter: () => shown() && at >= 0 && take(options()[at]),
  Escape: () => {
    if (!shown() && !pending) return false;
    sent = line.value;
    pending = false;
    close();
  },
};

line?.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!(event.key in pressed) || pressed[event.key]() === false) return;
  event.preventDefault();
});

line?.addEventListener("blur", () => setTimeout(() => document.activeElement !== line && close()));
line?.addEventListener("input", () => {
  sent = null;
  pending = true;
  wanted = false;
});
line?.form.addEventListener("submit", () => {
  sent = line.value;
  pending = wanted = false;
  close();
});
line?.form.addEventListener("pointerdown", (event) => {
  const option = event.target.closest("[role=option]");
  if (!option) return;
  event.preventDefault();
  take(option);
});

// What comes late, for a line that was changed or sent meanwhile, is not shown.
document.addEventListener("htmx:after:swap", ({ target }) => {
  if (!line || (target.id !== "command-options" && target !== line)) return;
  if (document.activeElement !== line || list().dataset.typed !== line.value || line.value === sent) list().hidden = true;
  pending = false;
  mark(-1);
  const first = wanted && shown();
  wanted = false;
  if (first) take(options()[0]);
});
