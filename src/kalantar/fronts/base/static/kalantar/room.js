// The room: choosing in the queue or on the map is the same thing; the send button says whom it sends.
import { begin as follow } from "./board.js";
import "./focus.js";
import { begin, maps } from "./map/map.js";
import { isOpening, openingIncident } from "./opening.js";
import { address } from "./place.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
begin();
const map = [...maps.values()][0];

// The words are read before the map is looked at, and drawing it may take long.
const painted = (then) => requestAnimationFrame(() => setTimeout(then));

const chosen = () => $("#card")?.dataset.card;

function mark() {
  const id = chosen();
  const row = openingIncident() || id;
  for (const item of $$(".queue-item")) {
    if (item.dataset.incident === row) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  const count = $("#queue")?.dataset.count;
  if (count) $("[data-queue-count]").textContent = count;
  const card = $("#card[data-focus]");
  if (card && map) {
    const focus = { ...JSON.parse(card.dataset.focus), move: card.dataset.card !== mark.last };
    map.loaded.then(() => painted(() => map.focus(focus)));
  }
  if (id && id !== mark.last) address({ incident: id });
  mark.last = id;
  for (const form of $$("[data-send]")) say(form);
  if (!id && !isOpening() && !$("#card[data-units]")) open($(".queue-item")); // a quiet room: the first one opens itself
}

function open(item) {
  if (!item) return;
  htmx.process(item); // the page, or an item that has just come, may not be wired yet: it would lead away
  item.click();
}

// “Dispatch T-07 and T-12”; choosing others than the proposed asks why.
function say(form) {
  const signs = $$("input[name=unit]:checked", form);
  const button = $("[data-send-button]", form);
  const and = button.dataset.and;
  const text = document.createElement("span");
  text.append(`${button.dataset.word} `);
  signs.forEach((input, at) => {
    if (at) text.append(at === signs.length - 1 ? and : (document.documentElement.lang === "fa" ? "، " : ", "));
    text.append(Object.assign(document.createElement("bdi"), { className: "code", textContent: input.dataset.sign }));
  });
  button.replaceChildren(text, $(".key", button));
  if (signs.length) button.removeAttribute("aria-disabled");
  else button.setAttribute("aria-disabled", "true");
  const other = signs.some((input) => !("recommended" in input.dataset));
  const why = $("[data-why]", form);
  if (why) {
    why.hidden = !other || !signs.length;
    $("input", why).required = !why.hidden;
  }
  const unsure = signs.filter((input) => "placeUnsure" in input.dataset);
  const notice = $("[data-unsure]", form);
  if (!notice) return;
  notice.hidden = !unsure.length;
  $("[data-unsure-signs]", notice).replaceChildren(...unsure.flatMap((input, at) => [at ? " · " : "", Object.assign(document.createElement("bdi"), { className: "code", textContent: input.dataset.sign })]));
}
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-send]");
  if (form) say(form);
});

// At the end of a page of the queue the next step turns it, and goes on with its first. A step begins
// at the card that is open or opening: a queue that was just renewed has not been marked yet.
function step(by) {
  const items = $$(".queue-item");
  const from = openingIncident() || chosen();
  const at = items.findIndex((item) => item.dataset.incident === from);
  const page = by > 0 && at === items.length - 1 && $('[data-queue-page="next"]');
  if (page) return turn(page);
  const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
  open(next);
  next?.scrollIntoView({ block: "nearest" });
}
function turn(button) {
  turn.from = $("#queue").getAttribute("hx-get");
  button.dataset.turning = "yes";
  htmx.process(button);
  button.click();
}
function turned() {
  if (!turn.from || $("#queue").getAttribute("hx-get") === turn.from) return;
  turn.from = "";
  $("#queue").scrollTop = 0;
  open($(".queue-item"));
}
document.addEventListener("htmx:after:swap", turned);
document.addEventListener("click", (event) => {
  const stepper = event.target.closest("[data-queue-step]");
  if (stepper) step(Number(stepper.dataset.queueStep));
  const other = event.target.closest("[data-key-press]");
  if (other) $(`[data-key="${other.dataset.keyPress}"]`)?.click();
});

document.addEventListener("map:incidents", (event) => {
  open($(`.queue-item[data-incident="${event.detail.id}"]`));
});
document.addEventListener("map:units", (event) => {
  const box = $(`input[name=unit][value="${event.detail.id}"]`);
  if (box) box.click();
});

// A refusal, and that the priority rose, stay while the card changes by itself, and go with the next thing that is pressed.
document.addEventListener("htmx:before:request", (event) => {
  if (!event.target.closest?.("#card button, #card form")) return;
  for (const said of $$("#card-refused[hx-morph-skip], #card-rose[hx-morph-skip]")) {
    said.replaceChildren();
    said.removeAttribute("hx-morph-skip");
  }
});
document.addEventListener("card:opening", mark);
document.addEventListener("card:opened", mark);
document.addEventListener("htmx:after:swap", mark);
mark();
follow(map, mark);
