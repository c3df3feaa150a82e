// Where a caller of the card that is open said to be, on the map: a ring around it as wide as the phone is unsure.
import { maps } from "./map/map.js";
import { reach } from "./map/reach.js";

const SOURCE = "caller-places";
const COLOUR = "#d3312f";

function features() {
  const told = document.querySelector("[data-caller-places]")?.dataset.callerPlaces;
  return JSON.parse(told || "[]").flatMap(({ lon, lat, accuracy }) => [
    { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [lon, lat] } },
    ...(accuracy ? reach(lon, lat, accuracy).features : []),
  ]);
}

function draw() {
  const shown = [...maps.values()][0];
  shown?.loaded.then(() => {
    const data = { type: "FeatureCollection", features: features() };
    const source = shown.map.getSource(SOURCE);
    if (source) return source.setData(data);
    if (!data.features.length) return;
    shown.map.addSource(SOURCE, { type: "geojson", data });
    shown.map.addLayer({ id: `${SOURCE}-ring`, type: "line", source: SOURCE, filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": COLOUR, "line-width": 2, "line-dasharray": [2, 2] } });
    shown.map.addLayer({ id: SOURCE, type: "circle", source: SOURCE, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 8, "circle-color": COLOUR, "circle-stroke-color": "#fff", "circle-stroke-width": 3 } });
  });
}
document.addEventListener("htmx:after:swap", draw);
