// The look of the map: our own layers over our own tiles, in the page's colours and language.
import { colour, dark } from "./colours.js";

const MAIN = ["motorway", "trunk", "primary"];
const MIDDLE = ["secondary", "tertiary"];
const GREEN = ["park", "grass", "wood", "cemetery", "pitch", "farm"];
const BIG_PLACES = ["city", "town", "borough", "suburb", "quarter", "neighbourhood", "village", "island"];
const FONT = ["Vazirmatn"];

const kindIs = (kinds) => ["in", ["get", "kind"], ["literal", kinds]];
const wide = (at14, extra = 0) => [
  "interpolate", ["exponential", 1.7], ["zoom"],
  10, at14 * 0.22 + extra * 0.3, 14, at14 + extra, 18, at14 * 5.5 + extra,
];

// The reader's name, else the one on the street's own sign; the extract writes none as an empty text.
function named(language) {
  const [own, other] = language === "fa" ? ["name_fa", "name_en"] : ["name_en", "name_fa"];
  const has = (field) => ["!=", ["coalesce", ["get", field], ""], ""];
  return ["case", has(own), ["get", own], has("name"), ["get", "name"], ["coalesce", ["get", other], ""]];
}

const line = (id, layer, filter, token, width, more = {}) => ({
  id, type: "line", source: "places", "source-layer": layer, filter,
  layout: { "line-cap": "round", "line-join": "round" },
  paint: { "line-color": colour(token), "line-width": width },
  ...more,
});
const area = (id, layer, filter, token, more = {}) => ({
  id, type: "fill", source: "places", "source-layer": layer, filter,
  paint: { "fill-color": colour(token) }, ...more,
});

function ground() {
  const roads = [
    ["roads-service", kindIs(["service"]), 1.4, { minzoom: 14 }],
    ["roads-minor", kindIs(["minor"]), 2.8, {}],
    ["roads-middle", kindIs(MIDDLE), 4.4, {}],
    ["roads-main", kindIs(MAIN), 5.8, {}],
  ];
  return [
    { id: "land", type: "background", paint: { "background-color": colour("map-land") } },
    area("green", "land", kindIs(GREEN), "map-park"),
    area("water", "water", true, "map-water"),
    line("waterways", "waterway", true, "map-water", wide(1.8)),
    area("buildings", "building", true, "map-building", { minzoom: 13.5 }),
    line("rails", "rail", kindIs(["rail"]), "map-casing", wide(1), { minzoom: 12 }),
    line("paths", "road", kindIs(["path"]), "map-path", wide(1), { minzoom: 14.5 }),
    ...roads.map(([id, filter, width, more]) => line(`${id}-casing`, "road", filter, "map-casing", wide(width, 1.6), more)),
    ...roads.map(([id, filter, width, more]) => line(id, "road", filter, "map-road", wide(width), more)),
  ];
}

function labels(language) {
  const text = (id, layer, more, layout) => ({
    id, type: "symbol", source: "places", "source-layer": layer, ...more,
    layout: { "text-font": FONT, "text-field": named(language), ...layout },
    paint: { "text-color": colour("map-label"), "text-halo-color": colour("map-land"), "text-halo-width": 1.6 },
  });
  const along = {
    "symbol-placement": "line", "symbol-spacing": 320, "text-max-angle": 32, "text-padding": 6,
    "text-size": ["interpolate", ["linear"], ["zoom"], 13, 10.5, 17, 13],
  };
  const at = { "text-size": 12.5, "text-max-width": 8, "text-padding": 14, "symbol-sort-key": ["get", "rank"] };
  return [
    text("names-main", "road", { minzoom: 13, filter: kindIs([...MAIN, ...MIDDLE]) }, along),
    text("names-minor", "road", { minzoom: 15, filter: kindIs(["minor"]) }, along),
    text("numbers", "housenumber", { minzoom: 17 }, { "text-field": ["get", "number"], "text-size": 10.5 }),
    text("names-places", "place", { minzoom: 15.5, filter: ["!", kindIs(BIG_PLACES)] }, { ...at, "text-size": 11.5 }),
    text("names-quarters", "place", { minzoom: 10, maxzoom: 16, filter: kindIs(BIG_PLACES) }, at),
  ];
}

function signs() {
  const theme = dark() ? "dark" : "light";
  const busyFirst = ["match", ["get", "status"], ["on_scene", "en_route", "assigned"], 1, "available", 2, 3];
  const together = ["has", "count"];
  const said = {
    "text-field": ["case", together, ["get", "said"], ""], "text-font": ["Vazirmatn SemiBold"], "text-size": 12.5,
    "text-allow-overlap": true, "text-ignore-placement": true,
  };
  const onTop = { "icon-allow-overlap": true, "icon-ignore-placement": true };
  return [
    { id: "reach", type: "fill", source: "reach", paint: { "fill-color": colour("brand"), "fill-opacity": 0.12 } },
    {
      id: "reach-edge", type: "line", source: "reach",
      paint: { "line-color": colour("brand"), "line-width": 1.2, "line-dasharray": [4, 3], "line-opacity": 0.8 },
    },
    {
      id: "ways", type: "line", source: "ways", layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": ["match", ["get", "status"], "en_route", colour("en-route"), "assigned", colour("assigned"), colour("available")], "line-width": 4 },
    },
    {
      id: "unit-names", type: "symbol", source: "units", minzoom: 12, filter: ["!", together],
      layout: {
        "text-field": ["get", "call_sign"], "text-font": ["Vazirmatn SemiBold"], "text-size": 11.5, "text-offset": [0, 1.95],
        "text-anchor": "center", "icon-image": `plate::${theme}`, "icon-text-fit": "both", "icon-text-fit-padding": [1, 5, 1, 5],
        "text-optional": false, "symbol-sort-key": busyFirst,
      },
      paint: { "text-color": colour("ink") },
    },
    {
      id: "units", type: "symbol", source: "units",
      layout: {
        ...onTop, ...said, "symbol-sort-key": busyFirst,
        "icon-image": ["case", together,
          ["concat", "together:", ["case", [">", ["get", "free"], 0], "available", "away"], `::${theme}`],
          ["concat", "unit:", ["get", "status"], ":", ["get", "kind"], ":", ["case", ["get", "fresh"], "fresh", "stale"], `:${theme}`]],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 10, ["case", together, 1, 0.5], 14, 1],
      },
      paint: { "text-color": colour("ink") },
    },
    {
      id: "incidents", type: "symbol", source: "incidents",
      layout: {
        ...onTop, ...said, "icon-anchor": ["case", together, "center", "bottom"],
        // above the units that stand in the same cell
        "icon-offset": ["case", together, ["literal", [0, -28]], ["literal", [0, 0]]], "text-offset": [0, -28 / 12.5],
        "symbol-sort-key": ["-", 9, ["get", "priority"]],
        "icon-image": ["case", together,
          ["concat", "many:", ["to-string", ["get", "priority"]], `::${theme}`],
          ["concat", "pin:", ["to-string", ["get", "priority"]], ":", ["case", ["get", "chosen"], "chosen", ""], `:${theme}`]],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 10, ["case", together, 1, 0.7], 14, 1],
      },
      paint: { "text-color": colour("on-priority") },
    },
  ];
}

export function style({ tiles, language, data, attribution }) {
  const geojson = (name) => ({ type: "geojson", data: data[name] });
  return {
    version: 8,
    sources: {
      ...(tiles ? { places: { type: "vector", url: `pmtiles://${tiles}`, attribution } } : {}),
      reach: geojson("reach"), ways: geojson("ways"), units: geojson("units"), incidents: geojson("incidents"),
    },
    layers: tiles
      ? [...ground(), ...labels(language), ...signs()]
      : [{ id: "land", type: "background", paint: { "background-color": colour("map-land") } }, ...signs()],
  };
}
