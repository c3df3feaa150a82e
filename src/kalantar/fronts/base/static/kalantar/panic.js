// An officer in danger: said aloud at once, sounded every two seconds until a name stands there, and in the
// page's title. Nobody can turn this sound off.
import { play } from "./sound.js";

const AGAIN_MS = 2000;
const TONES = [[0, 980], [0.2, 740], [0.4, 980], [0.6, 740]];
const $ = (selector) => document.querySelector(selector);
const title = document.title;
const said = Object.assign(document.createElement("p"), { className: "unseen", ariaLive: "assertive" });
document.body.append(said);
let before = "";

function heed() {
  const strip = $("#panic");
  const now = strip?.dataset.said.trim() ?? "";
  if (now !== before) said.textContent = now;
  document.title = now ? `⚠ ${now}` : title;
  if (now && now !== before) play(TONES, 0.35, 0.18);
  before = now;
  for (const button of document.querySelectorAll("[data-panic-place]")) button.hidden = !$("[data-map]");
}
document.addEventListener("htmx:after:swap", heed);
setInterval(() => { if (before) play(TONES, 0.35, 0.18); }, AGAIN_MS);
heed();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-panic-place]");
  if (!button) return;
  const { maps } = await import("./map/map.js");
  const [lon, lat] = button.dataset.panicPlace.split(",").map(Number);
  for (const map of maps.values()) map.loaded.then(() => map.map.flyTo({ center: [lon, lat], zoom: 16.5, duration: 300 }));
});
