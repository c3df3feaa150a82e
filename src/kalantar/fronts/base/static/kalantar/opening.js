// While another card opens, the one still shown is of the incident before: nothing may be done on it.
// Its row is marked at once, the old card cannot be pressed, and a key waits for the new one (keys.js).
const card = () => document.querySelector("#card");
let opening = null; // { request, incident }: what was asked for last

export const openingIncident = () => opening?.incident;
export const isOpening = () => opening !== null;

function shut() {
  card()?.setAttribute("aria-busy", "true");
  card()?.setAttribute("inert", "");
}

function begin(request, incident) {
  opening?.request.abort(); // the last that was chosen is the one that opens
  opening = { request, incident };
  shut();
  document.dispatchEvent(new CustomEvent("card:opening"));
}

// `came`: the card that was asked for stands there; else what waited for it is let go.
function end() {
  const came = opening.incident && card()?.dataset.card === opening.incident;
  opening = null;
  card()?.removeAttribute("aria-busy");
  card()?.removeAttribute("inert");
  document.dispatchEvent(new CustomEvent("card:opened"));
  document.dispatchEvent(new CustomEvent("keys:ready", { detail: { came: Boolean(came) } }));
}

document.addEventListener("htmx:before:request", ({ target, detail }) => {
  const { request } = detail.ctx;
  if (target.matches?.(".queue-item")) {
    detail.ctx.target = "#card"; // the one that stands there when it comes
    begin(request, target.dataset.incident);
  } else if (target.matches?.("[data-queue-page][data-turning]")) begin(request, "");
  else if (request.method !== "GET") opening?.request.abort(); // it would replace the answer to it
});
document.addEventListener("htmx:after:swap", () => {
  if (opening) shut(); // the card before may have changed meanwhile
});
document.addEventListener("htmx:finally:request", ({ detail }) => {
  const { request } = detail.ctx;
  setTimeout(() => { // a page of the queue that came begins to open its first in between
    if (opening?.request === request) end();
  });
});
