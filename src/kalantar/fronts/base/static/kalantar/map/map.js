// A map: <div data-map data-tiles data-bounds data-units data-incidents …>. Everything it shows is
// fetched from our own server; what is chosen is said by events, so that pages decide what follows.
import * as maplibregl from "../../vendor/maplibre-gl.mjs";
import { digits } from "../digits.js";
import { drawSign } from "./signs.js";
import { Moving } from "./moving.js";
import { Pieces } from "./pieces.js";
import { reach } from "./reach.js";
import { style } from "./style.js";
import { carried } from "../place.js";

const EMPTY = { type: "FeatureCollection", features: [] };
const GROW_MS = 1000;
const LIVE_MS = 1000;
const NEARER = 2; // zooms, at a press on several that stand together
const language = document.documentElement.lang;

// How many stand together, in the reader's digits.
const counted = (feature) => {
  const { count } = feature.properties;
  if (count) feature.properties.said = digits(count);
  return feature;
};

let archives;
function prepare({ worker, tiles }) {
  if (!archives) {
    archives = new window.pmtiles.Protocol();
    maplibregl.setWorkerUrl(new URL(worker, location.href).href);
    maplibregl.addProtocol("pmtiles", archives.tile);
  }
  const address = tiles && new URL(tiles, location.href).href;
  if (address && !archives.get(address)) archives.add(new window.pmtiles.PMTiles(new Pieces(address)));
  return address;
}

export class KalantarMap {
  constructor(element) {
    this.element = element;
    this.data = { units: EMPTY, incidents: EMPTY, reach: EMPTY, ways: EMPTY };
    const { bounds, attribution, centre } = element.dataset;
    this.about = { tiles: prepare(element.dataset), language, attribution };
    this.map = new maplibregl.Map({
      container: element,
      style: style({ ...this.about, data: this.data }),
      ...(centre ? { center: JSON.parse(centre), zoom: 15 } : { bounds: JSON.parse(bounds), fitBoundsOptions: { padding: { top: 32, left: 24, right: 24, bottom: 56 } } }),
      attributionControl: false,
      dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 19,
      fadeDuration: 0, // a fade is drawn many times, which a computer without a graphics card has no time for
      locale: JSON.parse(element.dataset.words ?? "{}"),
    });
    const end = document.dir === "rtl" ? "left" : "right";
    this.map.addControl(new maplibregl.AttributionControl({ compact: false }), `bottom-${end}`);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.setMissingStyleImageResolver((id) => drawSign(this.map, id));
    this.pins = new Map();
    this.known = [];
    this.moving = new Moving((units) => this.show("units", units));
    this.loaded = this.map.once("load");
    this.loaded.then(() => element.setAttribute("data-loaded", ""));
    document.addEventListener("kalantar:theme", () => this.map.setStyle(style({ ...this.about, data: this.data })));
    for (const layer of ["incidents", "units"]) this.listen(layer);
    this.map.on("click", (event) => event.defaultPrevented || this.say("place", { lon: event.lngLat.lng, lat: event.lngLat.lat }));
  }

  show(source, features) {
    this.data[source] = features;
    this.map.getSource(source)?.setData(features);
  }

  listen(layer) {
    this.map.on("click", layer, (event) => {
      event.preventDefault();
      const [{ properties, geometry }] = event.features;
      if (properties.count) this.map.easeTo({ center: geometry.coordinates, zoom: this.map.getZoom() + NEARER, duration: 400 });
      else this.say(layer, properties);
    });
    this.map.on("mouseenter", layer, () => (this.map.getCanvas().style.cursor = "pointer"));
    this.map.on("mouseleave", layer, () => (this.map.getCanvas().style.cursor = ""));
  }

  say(what, detail) {
    this.element.dispatchEvent(new CustomEvent(`map:${what}`, { bubbles: true, detail }));
  }

  // What the board says: everything in the window (all), or what of it is different now.
  take({ all, now, fresh_s, units, incidents }) {
    if (all) {
      this.ahead = Date.parse(now) - Date.now(); // this computer's clock may be wrong
      this.freshFor = fresh_s * 1000;
      this.growing ??= setInterval(() => this.grow(), GROW_MS);
      this.pins.clear();
      this.element.setAttribute("data-seen", "");
    }
    if (units) {
      this.moving.take(units.features.map(counted), units.gone, all);
      this.grow();
    }
    if (!incidents) return;
    for (const id of incidents.gone) this.pins.delete(id);
    for (const pin of incidents.features) this.pins.set(pin.properties.id, counted(pin));
    this.incidents([...this.pins.values()]);
  }

  grow() {
    if (this.freshFor) this.moving.grow(Date.now() + this.ahead, this.freshFor);
  }

  // The live stream says that something moved; never oftener than once a second.
  live() {
    const wait = Math.max(0, (this.asked ?? 0) + LIVE_MS - performance.now());
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.asked = performance.now();
      this.refresh(this.element.dataset.incidents);
    }, wait);
  }

  async refresh(incidents) {
    const answer = await fetch(incidents, { headers: carried });
    if (answer.ok) this.incidents((await answer.json()).features);
  }

  incidents(features, chosen = this.chosen) {
    this.known = features;
    this.chosen = chosen;
    this.showIfOther("incidents", {
      type: "FeatureCollection",
      features: [...features, ...this.alone(features)].map((feature) => ({ ...feature, properties: { ...feature.properties, chosen: feature.properties.id === chosen } })),
    });
  }

  // The chosen one is drawn by itself, also where the others stand together.
  alone(features) {
    const { id, lon, lat, priority } = this.focused ?? {};
    if (!priority || id !== this.chosen || features.some((feature) => feature.properties.id === id)) return [];
    return [{ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { id, priority } }];
  }

  // What is little is compared: drawing the whole map anew for nothing is dear.
  showIfOther(source, features) {
    if (JSON.stringify(features) !== JSON.stringify(this.data[source])) this.show(source, features);
  }

  // The incident in question: its place, how precisely it is known, the ways of those who could go.
  focus({ id, lon, lat, accuracy, priority, ways = [], move = true }) {
    this.focused = { id, lon, lat, priority };
    this.incidents(this.known, id);
    this.showIfOther("reach", accuracy ? reach(lon, lat, accuracy) : EMPTY);
    this.showIfOther("ways", {
      type: "FeatureCollection",
      features: ways.map(({ status, line }) => ({ type: "Feature", properties: { status }, geometry: { type: "LineString", coordinates: line } })),
    });
    if (move) this.map.easeTo({ center: [lon, lat], zoom: Math.max(this.map.getZoom(), 14.5), duration: 400 });
  }
}

export const maps = new Map();
export function begin(root = document) {
  for (const element of root.querySelectorAll("[data-map]")) {
    if (maps.has(element)) continue;
    const map = new KalantarMap(element);
    maps.set(element, map);
    if (element.dataset.incidents) {
      map.refresh(element.dataset.incidents);
      element.addEventListener("live", () => map.live());
    }
    element.dispatchEvent(new CustomEvent("map:begun", { bubbles: true, detail: { map } }));
  }
}
