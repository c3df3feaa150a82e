// The call taker's form: choosing a place or a type fills the form, moves the map, asks what is near.
import { begin, maps } from "./map/map.js";

const $ = (selector, root = document) => root.querySelector(selector);
begin();
const map = [...maps.values()][0];
const field = (name) => $(`#open [name="${name}"]`);

function setPlace({ lon, lat, name, source }) {
  field("lon").value = lon;
  field("lat").value = lat;
  field("place_source").value = source;
  if (name) field("address").value = name;
  $("#places").replaceChildren();
  map?.loaded.then(() => map.focus({ id: "", lon: Number(lon), lat: Number(lat), accuracy: 40 }));
  near();
}

function near() {
  if (!field("lon")?.value) return;
  const asked = new URLSearchParams({ lon: field("lon").value, lat: field("lat").value, type: field("type").value, call: $("#call").dataset.call });
  htmx.ajax("GET", `/calls/near/?${asked}`, { target: "#near", swap: "innerHTML" });
}

function setType(option) {
  field("type").value = option.dataset.type;
  field("type_words").value = option.dataset.name;
  $("#types").replaceChildren();
  // The type's questions come next; who has gone on by then is left where they are.
  htmx.ajax("GET", option.dataset.questions, { target: "#questions", swap: "innerHTML" }).then(() => {
    if (document.activeElement === field("type_words")) ($("#questions input") ?? $("#narrative")).focus();
  });
  near();
}

function choose(option) {
  if (option.matches("[data-place]")) setPlace({ ...option.dataset, source: "caller" });
  if (option.matches("[data-type]")) setType(option);
  if (option.matches("[data-place]")) field("type_words").focus();
  else field("type_words").focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const option = event.target.closest("[data-place], [data-type]");
  if (option) choose(option);
});

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
document.addEventListener("htmx:after:swap", () => {
  for (const input of document.querySelectorAll("[role=combobox]"))
    input.setAttribute("aria-expanded", String(Boolean($(`#${input.getAttribute("aria-controls")}`)?.childElementCount)));
});

document.addEventListener("map:place", async (event) => {
  if (!field("lon")) return;
  const { lon, lat } = event.detail;
  const answer = await fetch(`/calls/places/at/?${new URLSearchParams({ lon, lat })}`);
  const { name } = answer.ok ? await answer.json() : { name: "" };
  setPlace({ lon: lon.toFixed(6), lat: lat.toFixed(6), name: name || `${lat.toFixed(5)}, ${lon.toFixed(5)}`, source: "map" });
});

const known = $("#call")?.dataset.callPlace;
if (known && map) {
  const [lon, lat] = JSON.parse(known);
  map.loaded.then(() => map.focus({ id: "", lon, lat, accuracy: Number($("#call").dataset.callAccuracy) || 60 }));
}
