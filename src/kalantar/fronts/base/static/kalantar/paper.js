// Files and orders: what a verb asks begins at its first field; Enter in a search goes to what it found.
const first = (root) => root.querySelector("input:not([type=hidden]), select, textarea");

// What has to be looked up comes from the verb's own address, when it is opened. Until it stands there no
// other key is heard: what is typed into it would press other verbs.
let coming = 0;
addEventListener("toggle", async ({ target }) => {
  if (!target.open || !target.matches("details.paper-ask")) return;
  const late = target.querySelector("[data-late]");
  if (late) {
    coming += 1;
    late.setAttribute("aria-busy", "true");
    await htmx.ajax("GET", late.dataset.late, { target: late, swap: "outerHTML" }).catch(() => late.removeAttribute("aria-busy"));
    coming -= 1;
  }
  if (target.open) (target.querySelector("[data-begin]") ?? first(target))?.focus();
}, true);
addEventListener("keydown", (event) => {
  if (!coming || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
}, true);

// A page begins where its reader has to: at a question, else at what is wrong, else in the verb that is open,
// else at the first field of a page that is one form.
const refused = document.querySelector(".alert-danger, .is-invalid, .errorlist");
refused?.scrollIntoView({ block: "center" });
const opened = document.querySelector("details.paper-ask[open]");
const wrong = refused && first(refused.closest(".field, fieldset") ?? document.createElement("i"));
const begin = document.querySelector(".alert[data-begin]") ?? wrong ?? (opened && first(opened));
(begin ?? document.querySelector("[data-begin]"))?.focus();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.isComposing || !event.target.matches("input[hx-post]")) return;
  event.preventDefault(); // it looks for somebody; it does not send the form around it
  wanted = !reach(event.target);
  asking = event.target;
});

let wanted = false;
let asking = null;
function reach(input) {
  const found = input.parentElement.querySelector(".paper-found");
  const target = found?.dataset.asked === input.value.trim() && found.querySelector("button, input");
  if (!target) return false;
  htmx.process(found);
  if (target.matches("button") && found.querySelectorAll("button").length === 1) target.click();
  else if (target.matches("[type=radio]")) target.checked = true;
  target.focus();
  return true;
}

document.addEventListener("htmx:after:swap", () => {
  if (wanted && asking && reach(asking)) wanted = false;
  const answers = document.querySelector("#answers:has([name=category])");
  if (answers && !answers.dataset.begun) {
    answers.dataset.begun = "yes";
    document.querySelector("#categories")?.replaceChildren();
    first(answers)?.focus();
  }
});

// Of several who are chosen, those stay when others are looked for.
document.addEventListener("change", (event) => {
  if (event.target.matches(".paper-found [type=checkbox]"))
    document.querySelector("#chosen")?.append(event.target.closest("label"));
});

// A paper opens in a tab of its own; who comes back sees it among the others, and may issue the next one.
let issued = false;
document.addEventListener("submit", (event) => {
  if (event.target.target !== "_blank") return;
  issued = true;
  event.target.closest("details")?.removeAttribute("open");
});
document.addEventListener("visibilitychange", () => {
  if (issued && document.visibilityState === "visible") location.reload();
});
