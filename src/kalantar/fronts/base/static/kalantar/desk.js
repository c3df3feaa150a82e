// The reception: Enter in the search goes to what was found; a form begins at its first field.
const $ = (selector, root = document) => root.querySelector(selector);
const find = $("#find");
let wanted = false; // Enter was pressed before the answer came

function first() {
  const found = $("#found");
  if (!find.value.trim() || found.dataset.asked !== find.value.trim()) return false;
  wanted = false;
  htmx.process(found);
  $("button", found)?.focus();
  return true;
}

// Also Ctrl+Enter and the arrow: with a name in the search nobody is given a ticket without one.
find.addEventListener("keydown", (event) => {
  if (!["Enter", "ArrowDown"].includes(event.key) || event.isComposing || !find.value.trim()) return;
  event.preventDefault();
  wanted = !first();
});
find.addEventListener("input", () => {
  wanted = false;
});

function begin() {
  const field = $("#visitor [data-begin]");
  if (!field || field.dataset.begun) return;
  field.dataset.begun = "yes";
  for (const found of document.querySelectorAll("#found")) found.replaceChildren();
  field.focus();
}

document.addEventListener("htmx:after:swap", () => {
  if (wanted) first();
  begin();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  if (!event.target.closest("[data-next-visitor]")) return;
  find.value = "";
  find.focus();
});
