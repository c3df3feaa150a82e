// The page of the shift and the team: where the others are, and the same panic button at the same place.
import { begin, maps } from "./map/map.js";
import "./phone/place.js";
import "./phone/doing.js";
import "./phone/panic.js";
import "./phone/installed.js";
import { draw } from "./phone/kept.js";
import { flush } from "./phone/sending.js";

const $ = (selector) => document.querySelector(selector);
let fitted = false;

function show() {
  begin();
  const map = [...maps].findLast(([canvas]) => canvas.isConnected)?.[1];
  const features = JSON.parse($("[data-team]")?.dataset.team ?? "[]");
  map?.loaded.then(() => {
    map.show("units", { type: "FeatureCollection", features });
    if (fitted || !features.length) return;
    fitted = true;
    const [lons, lats] = [0, 1].map((axis) => features.map((one) => one.geometry.coordinates[axis]));
    map.map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], { padding: 48, maxZoom: 15, duration: 300 });
  });
}
document.addEventListener("htmx:after:swap", show);
show();
await draw();
flush();
