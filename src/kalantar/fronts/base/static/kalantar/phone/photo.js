// A photo is drawn anew before it is kept: 1600 pixels at most, upright, and nothing beside the picture.
import { done } from "./doing.js";

const MOST_PX = 1600;
const MOST_BYTES = 700 * 1024;

async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MOST_PX / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  let drawn;
  for (const quality of [0.8, 0.6, 0.4]) {
    drawn = await new Promise((made) => canvas.toBlob(made, "image/jpeg", quality));
    if (drawn.size <= MOST_BYTES) break;
  }
  return drawn;
}

document.addEventListener("change", async ({ target }) => {
  const form = target.closest("[data-photo]");
  const [file] = target.files ?? [];
  if (!form || !file) return;
  const photo = await smaller(file).catch(() => file); // what this browser cannot draw, the server judges
  target.value = "";
  await done(form, {}, { photo });
});
