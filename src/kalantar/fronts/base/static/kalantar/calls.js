// The form of an incident: choosing a place or a type fills it, moves the map, asks what is near. What is
// typed goes to the server in a body, never in an address.
import { begin, maps } from "./map/map.js";
import { digits, latin } from "./digits.js";
import { carried } from "./place.js";

const $ = (selector, root = document) => root.querySelector(selector);
begin();
const map = [...maps.values()][0];
const field = (name) => $(`#open [name="${name}"]`);

function setPlace({ lon, lat, name, source, accuracy }) {
  field("lon").value = lon;
  field("lat").value = lat;
  field("place_source").value = source;
  field("accuracy_m").value = accuracy ? digits(Math.round(accuracy)) : "";
  if (name) field("address").value = name;
  $("#places").replaceChildren();
  expanded();
  draw();
  near();
}

// The place on the map, and around it how far from there it may be.
function draw(move = true) {
  const [lon, lat] = [Number(field("lon").value), Number(field("lat").value)];
  if (!field("lon").value || !map) return;
  const accuracy = Number(latin(field("accuracy_m").value)) || 0;
  map.loaded.then(() => map.focus({ id: "", lon, lat, accuracy, move }));
}

// What was chosen is what was meant only while its words stand: other words are another place, not chosen yet.
function unsetPlace() {
  if (!field("lon").value) return;
  field("lon").value = field("lat").value = field("accuracy_m").value = "";
  field("place_source").value = $("#open").dataset.source;
  map?.loaded.then(() => field("lon").value || map.focus({ id: "", lon: 0, lat: 0, accuracy: 0, move: false }));
  $("#near").replaceChildren();
  $("#near").dispatchEvent(new CustomEvent("near")); // what was asked of the old place is not waited for
}

function unsetType() {
  if (!field("type").value) return;
  field("type").value = "";
  $("#questions").replaceChildren();
  near();
}

function retyped(input) {
  if (input === field("address")) unsetPlace();
  if (input === field("type_words")) unsetType();
}

function near() {
  if (field("lon").value) $("#near").dispatchEvent(new CustomEvent("near"));
}

function setType(option) {
  field("type").value = option.dataset.type;
  field("type_words").value = option.dataset.name;
  $("#types").replaceChildren();
  // The type's questions come next; who has gone on by then is left where they are.
  htmx.ajax("GET", option.dataset.questions, { target: "#questions", swap: "innerHTML" }).then(() => {
    if (!field("type")?.value) $("#questions")?.replaceChildren(); // other words were typed meanwhile
    if (document.activeElement === field("type_words")) ($("#questions input") ?? $("#narrative")).focus();
  });
  near();
}

function choose(option) {
  if (option.matches("[data-place]")) setPlace({ source: $("#open").dataset.source, ...option.dataset });
  if (option.matches("[data-type]")) setType(option);
  if (option.matches("[data-place]")) field("type_words").focus();
  else field("type_words").focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const option = event.target.closest("[data-place], [data-type]");
  if (option) choose(option);
});
document.addEventListener("input", (event) => {
  if (event.target === field("accuracy_m")) draw(false);
  retyped(event.target);
});
// Escape empties a search and leaves it in one press; then no input is told of, only this.
document.addEventListener("search", (event) => event.target.value || retyped(event.target));

// Who ends the call or answers another leaves what was written of this one: it is asked once.
let asked = "";
function unsent() {
  const written = [...($("#open")?.elements ?? [])].filter((input) => input.matches("textarea, #type-search, #questions input[type=text]"));
  return written.map((input) => input.value.trim()).join(" ").trim();
}
document.addEventListener("click", (event) => {
  const words = unsent();
  if (!event.target.closest("[data-leaves]") || !words || words === asked) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  asked = words;
  const said = Object.assign(document.createElement("div"), { className: "refused alert alert-warning", textContent: $("#open").dataset.unsent });
  said.setAttribute("role", "alert");
  $("#call-refused").replaceChildren(said);
}, true);

// Arrows walk the list under the field, Enter takes what is marked.
document.addEventListener("keydown", (event) => {
  const list = event.target.getAttribute?.("aria-controls") && $(`#${event.target.getAttribute("aria-controls")}`);
  const options = list ? [...list.querySelectorAll("button[role=option]")] : [];
  if (!options.length) {
    if (list && event.key === "Enter" && !event.ctrlKey) event.preventDefault();
    return;
  }
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const to = { ArrowDown: Math.min(options.length - 1, at + 1), ArrowUp: Math.max(0, at - 1) }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === to)));
    options[to].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && !event.ctrlKey) {
    event.preventDefault();
    choose(options[Math.max(0, at)]);
  } else if (event.key === "Escape") {
    list.replaceChildren();
  }
});
function expanded() {
  for (const input of document.querySelectorAll("[role=combobox]"))
    input.setAttribute("aria-expanded", String(Boolean($(`#${input.getAttribute("aria-controls")}`)?.childElementCount)));
}
document.addEventListener("htmx:after:swap", expanded);
expanded();

document.addEventListener("map:place", async (event) => {
  if (!field("lon")) return;
  const { lon, lat } = event.detail;
  const answer = await fetch("/calls/places/at/", { method: "POST", headers: carried, body: new URLSearchParams({ lon, lat }) });
  const { name, accuracy } = answer.ok ? await answer.json() : { name: "" };
  setPlace({ lon: lon.toFixed(6), lat: lat.toFixed(6), name: name || digits(`${lat.toFixed(5)}, ${lon.toFixed(5)}`), source: "map", accuracy });
});

const known = $("#call")?.dataset.callPlace;
if (known && map) {
  const [lon, lat] = JSON.parse(known);
  map.loaded.then(() => map.focus({ id: "", lon, lat, accuracy: Number($("#call").dataset.callAccuracy) || 0 }));
}
