// Signs on the map, drawn on a canvas when first needed: a ring and a picture for a unit, a pin with
// its priority's number for an incident, a plate behind a call sign. Named sign:what:how:theme.
import { digits } from "../digits.js";
import { colour } from "./colours.js";

const RATIO = Math.max(2, Math.ceil(devicePixelRatio));

// Pictures in a box of 24, as strokes.
const PICTURES = {
  car: "M5 15v-3l2-4.5h10l2 4.5v3zM8 15.2v.6M16 15.2v.6M6.2 11.8h11.6",
  motorcycle: "M3.4 15a3 3 0 1 0 6 0a3 3 0 1 0-6 0M14.6 15a3 3 0 1 0 6 0a3 3 0 1 0-6 0M6.4 15l3-4.6h4.6l3.6 4.6M12.6 7.6h2.6l1.4 3",
  foot: "M10.4 5.6a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M12 8.6v5.4M12 14l-2.8 5M12 14l2.8 5M8.6 11.4L12 9.6l3.4 1.8",
  special_team: "M12 4.6l6 2.2v5c0 3.8-2.5 6.4-6 7.6c-3.5-1.2-6-3.8-6-7.6v-5zM9.4 11.8l2 2l3.4-3.6",
};
const STATUS = {
  available: "available", assigned: "assigned", en_route: "en-route", on_scene: "on-scene",
};

function canvas(width, height) {
  const drawn = document.createElement("canvas");
  drawn.width = width * RATIO;
  drawn.height = height * RATIO;
  const pen = drawn.getContext("2d");
  pen.scale(RATIO, RATIO);
  pen.lineCap = pen.lineJoin = "round";
  return [pen, () => pen.getImageData(0, 0, drawn.width, drawn.height)];
}

function unit(status, kind, freshness) {
  const [pen, done] = canvas(36, 36);
  const ring = colour(STATUS[status] ?? "away");
  pen.beginPath();
  pen.arc(18, 18, 15, 0, 2 * Math.PI);
  pen.fillStyle = colour("map-plate");
  pen.fill();
  pen.strokeStyle = ring;
  pen.lineWidth = 3;
  if (freshness === "stale") pen.setLineDash([4, 5]);
  pen.globalAlpha = freshness === "stale" ? 0.75 : 1;
  pen.stroke();
  pen.setLineDash([]);
  pen.translate(6.5, 6.5);
  pen.scale(23 / 24, 23 / 24);
  pen.lineWidth = 1.9;
  pen.stroke(new Path2D(PICTURES[kind] ?? PICTURES.car));
  return done();
}

function pin(priority, chosen) {
  const [pen, done] = canvas(34, 44);
  pen.beginPath();
  pen.moveTo(17, 42);
  pen.bezierCurveTo(13, 33, 3.5, 27, 3.5, 16);
  pen.arc(17, 16, 13.5, Math.PI, 0);
  pen.bezierCurveTo(30.5, 27, 21, 33, 17, 42);
  pen.closePath();
  pen.fillStyle = colour(`p${priority}`);
  pen.fill();
  pen.lineWidth = chosen ? 3 : 1.6;
  pen.strokeStyle = colour(chosen ? "ink" : "map-plate");
  pen.stroke();
  pen.fillStyle = colour("on-priority");
  pen.font = '800 15px "Vazirmatn"';
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(digits(priority), 17, 17);
  return done();
}

// Several units that stand together; green where one of them is free.
function together(ring) {
  const [pen, done] = canvas(44, 44);
  pen.beginPath();
  pen.arc(22, 22, 16, 0, 2 * Math.PI);
  pen.fillStyle = colour("map-plate");
  pen.fill();
  pen.strokeStyle = colour(ring);
  pen.lineWidth = 3;
  pen.stroke();
  pen.beginPath();
  pen.arc(22, 22, 20.2, 0, 2 * Math.PI);
  pen.lineWidth = 1.4;
  pen.globalAlpha = 0.6;
  pen.stroke();
  return done();
}

// Several incidents, in the colour of the most urgent.
function many(priority) {
  const [pen, done] = canvas(40, 40);
  pen.beginPath();
  pen.roundRect(4, 4, 32, 32, 9);
  pen.fillStyle = colour(`p${priority}`);
  pen.fill();
  pen.lineWidth = 2.4;
  pen.strokeStyle = colour("map-plate");
  pen.stroke();
  return done();
}

function plate() {
  const [pen, done] = canvas(16, 16);
  pen.beginPath();
  pen.roundRect(0.5, 0.5, 15, 15, 4);
  pen.fillStyle = colour("map-plate");
  pen.globalAlpha = 0.88;
  pen.fill();
  return done();
}

const stretch = { pixelRatio: RATIO, stretchX: [[5 * RATIO, 11 * RATIO]], stretchY: [[5 * RATIO, 11 * RATIO]], content: [2 * RATIO, 2 * RATIO, 14 * RATIO, 14 * RATIO] };

export async function drawSign(map, id) {
  await document.fonts.load('800 15px "Vazirmatn"', "۱1");
  const [what, ...how] = id.split(":");
  if (map.hasImage(id)) return;
  if (what === "unit") map.addImage(id, unit(...how), { pixelRatio: RATIO });
  if (what === "together") map.addImage(id, together(...how), { pixelRatio: RATIO });
  if (what === "many") map.addImage(id, many(...how), { pixelRatio: RATIO });
  if (what === "pin") map.addImage(id, pin(...how), { pixelRatio: RATIO });
  if (what === "plate") map.addImage(id, plate(), stretch);
}
