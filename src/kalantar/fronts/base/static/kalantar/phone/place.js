// Where this phone is: told to the server at most every five seconds while it moves, every half minute while it
// stands; an old position is not kept, for nobody would come to where one was.
import { post } from "./sending.js";

const EVERY_MS = 5000;
const STANDING_MS = 30000;
const MOVED_M = 15;
const page = document.querySelector("[data-positions]");
const strip = document.querySelector("[data-place-unknown]");
let last = null;
let told = null;

export const lastPlace = () => last;

const metres = (a, b) => Math.hypot((a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * 111320;

function moved({ coords, timestamp }) {
  last = { lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy, at: timestamp };
  document.dispatchEvent(new CustomEvent("phone:place", { detail: [last.lon, last.lat] }));
  const apart = told && timestamp - told.at;
  if (told && (apart < EVERY_MS || (apart < STANDING_MS && metres(told, last) < MOVED_M))) return;
  told = last;
  const body = { lon: last.lon, lat: last.lat, accuracy: last.accuracy, at: new Date(timestamp).toISOString() };
  post(page.dataset.positions, body).then(judged, () => {});
}

// Whoever is not seen has to know it: why the browser gives no place, or the service takes none.
function placeless(text) {
  strip.textContent = text;
  strip.hidden = !text;
}
async function judged(answer) {
  if (answer.ok) placeless("");
  if (answer.status === 422) placeless(new DOMParser().parseFromString(await answer.text(), "text/html").body.textContent.trim());
}
const why = ({ code, PERMISSION_DENIED }) => placeless(code === PERMISSION_DENIED ? strip.dataset.refused : strip.dataset.lost);
if (page && navigator.geolocation) navigator.geolocation.watchPosition(moved, why, { enableHighAccuracy: true, maximumAge: 2000 });
