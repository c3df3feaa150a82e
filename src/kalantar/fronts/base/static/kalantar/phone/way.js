// The map of the assignment: the place, this phone, and the way between them.
import { begin, maps } from "../map/map.js";

const $ = (selector) => document.querySelector(selector);
let seen = "";

export function draw(me) {
  const map = [...maps].findLast(([canvas]) => canvas.isConnected)?.[1];
  const way = JSON.parse($("[data-way]")?.dataset.way ?? "null");
  if (!map || !way) return;
  map.loaded.then(() => {
    const own = me ?? way.from;
    if (own) map.show("units", { type: "FeatureCollection", features: [{ type: "Feature", geometry: { type: "Point", coordinates: own }, properties: { ...way.unit, fresh: true } }] });
    map.incidents([{ type: "Feature", geometry: { type: "Point", coordinates: way.to }, properties: { id: way.incident, priority: way.priority } }]);
    map.focus({ id: way.incident, lon: way.to[0], lat: way.to[1], accuracy: 0, move: false, ways: way.line ? [{ status: "assigned", line: way.line }] : [] });
    if (seen === JSON.stringify(way)) return;
    seen = JSON.stringify(way);
    const points = [way.to, ...(own ? [own] : []), ...(way.line ?? [])];
    const lons = points.map((point) => point[0]);
    const lats = points.map((point) => point[1]);
    map.map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], { padding: 48, maxZoom: 16.5, duration: 300 });
  });
}
document.addEventListener("phone:place", (event) => draw(event.detail));
document.addEventListener("htmx:after:swap", () => {
  begin();
  draw();
});
begin();
draw();
