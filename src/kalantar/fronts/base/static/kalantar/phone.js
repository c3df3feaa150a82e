// The patrol's phone: what is done is kept first and sent when there is a network, the panic button goes before
// all else, and where the phone is is told while it moves.
import "./phone/ring.js";
import "./phone/way.js";
import "./phone/place.js";
import "./phone/doing.js";
import "./phone/panic.js";
import "./phone/photo.js";
import "./phone/installed.js";
import { takeOver } from "./phone/outbox.js";
import { draw } from "./phone/kept.js";
import { flush } from "./phone/sending.js";

const $ = (selector) => document.querySelector(selector);
const crew = $("#now").dataset.unit;
document.addEventListener("htmx:after:swap", () => {
  if ($("#now").dataset.unit !== crew && navigator.onLine) return location.reload(); // into another unit, or out of it
  const { unitStatus, unitSaid } = $("#now").dataset;
  const sign = $("#unit-status > .status"); // in the bar, above what is swapped
  if (sign && unitStatus) Object.assign(sign, { textContent: unitSaid }).dataset.status = unitStatus;
});
await takeOver();
await draw();
if (!navigator.onLine) $("#now").dispatchEvent(new CustomEvent("live")); // the page may be older than what was seen last
flush();
