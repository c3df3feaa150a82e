// The board as the live stream brings it: the head of the queue row by row, the figures, and what lies on
// the map in this screen's window; everything when a stream begins, and then only what is different.
import { carried } from "./place.js";

const AGAIN = 10000; // without the stream the map is asked for, and the more seldom the longer it takes
const SLOWLY = 50;
const WIDER = 0.2; // of the map is looked at beyond each edge: a small step shows what is there at once

const $ = (selector, root = document) => root.querySelector(selector);
const row = (id) => document.getElementById(`in-${id}`);
const refetch = (element) => element.dispatchEvent(new CustomEvent("live", { detail: { keys: null } }));

// A row keeps its link, and with it the keyboard and a card that is just opening.
function renew(before, after) {
  const [link, other] = [$("a", before), $("a", after)];
  link.dataset.state = other.dataset.state;
  link.replaceChildren(...other.childNodes);
}

function put(list, [id, next, html]) {
  const made = document.createElement("template");
  made.innerHTML = html;
  let item = row(id);
  if (item) renew(item, made.content);
  else item = made.content.firstElementChild;
  const before = (next && row(next)) || $(".queue-pages", list);
  const stands = item.parentElement === list && item.nextElementSibling === before;
  if (stands) return;
  const kept = item.contains(document.activeElement) ? document.activeElement : null;
  list.insertBefore(item, before);
  kept?.focus({ preventScroll: true });
  htmx.process(item);
}

function queue({ whole, opened, rows, gone, more }) {
  const list = $("#queue");
  list.dataset.count = opened;
  if (!("head" in list.dataset)) return; // a page further down asks for itself
  const empty = !$(".queue-item", list);
  const further = $("#queue-next", list);
  if (empty !== !rows.length && empty) return refetch(list);
  if (Boolean(more) !== Boolean(further)) return refetch(list);
  if (more) further.setAttribute("hx-get", further.getAttribute("hx-get").replace(/after=.*/, `after=${more}`));
  const shown = new Set(rows.map(([id]) => `in-${id}`));
  if (whole) for (const item of [...list.children]) if (item.id.startsWith("in-") && !shown.has(item.id)) item.remove();
  for (const id of gone) row(id)?.remove();
  for (const one of rows.toReversed()) put(list, one);
  if (!$(".queue-item", list)) refetch(list);
}

function part(name, html) {
  const target = $(`[data-board-part="${name}"]`);
  if (target && target.outerHTML !== html) htmx.swap({ sourceElement: target, target, text: html, swap: "outerMorph" });
}

export function begin(map, painted) {
  const stream = $("[data-live-board]");
  let asked = null; // { west, south, east, north, zoom } that the stream looks through
  let timer = 0;

  function window(wider) {
    const bounds = map.map.getBounds();
    const [across, up] = [(bounds.getEast() - bounds.getWest()) * wider, (bounds.getNorth() - bounds.getSouth()) * wider];
    return { west: bounds.getWest() - across, south: bounds.getSouth() - up, east: bounds.getEast() + across, north: bounds.getNorth() + up, zoom: Math.max(0, Math.round(map.map.getZoom())) };
  }
  const within = (inner, outer) => inner.west >= outer.west && inner.south >= outer.south && inner.east <= outer.east && inner.north <= outer.north;
  const degrees = (number, most) => Math.max(-most, Math.min(most, number)).toFixed(5);
  const said = ({ west, south, east, north, zoom }) => [degrees(west, 180), degrees(south, 90), degrees(east, 180), degrees(north, 90), zoom].join(",");

  async function look() {
    const now = window(0);
    if (document.documentElement.dataset.live !== "on") return; // it is said when the stream begins
    if (asked && asked.zoom === now.zoom && within(now, asked)) return;
    asked = window(WIDER);
    const to = new URL("window", new URL(stream.dataset.liveStream, location.href));
    to.search = new URLSearchParams({ screen: stream.dataset.liveScreen, window: said(asked) });
    const answer = await fetch(to, { method: "POST", credentials: "include" }).catch(() => null);
    if (answer?.status !== 204) asked = null;
  }

  function show(told) {
    if (told.queue) queue(told.queue);
    for (const [name, html] of Object.entries(told.parts ?? {})) part(name, html);
    if (told.queue || told.parts) painted();
    if (map) map.take(told);
    if (told.begun && map) look();
  }

  async function alone() {
    const began = performance.now();
    if (document.documentElement.dataset.live !== "on" && !document.hidden) {
      const { board } = map.element.dataset;
      const answer = await fetch(`${board}?window=${said(window(WIDER))}`, { headers: carried }).catch(() => null);
      if (answer?.ok && document.documentElement.dataset.live !== "on") show(await answer.json());
    }
    timer = setTimeout(alone, (AGAIN + SLOWLY * (performance.now() - began)) * (0.5 + Math.random()));
  }

  document.addEventListener("htmx:sse:after:connection", () => (asked = null)); // a new stream knows no window
  document.addEventListener("board", (event) => {
    if (event.target === stream) show(JSON.parse(event.detail.data));
  });
  if (!map) return;
  map.map.on("moveend", () => stream && look());
  timer ||= setTimeout(alone, AGAIN);
}
