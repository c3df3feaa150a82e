// Sends what is kept, in its order, when there is a network; sending it twice does it once, by its operation id.
import { change, drop, kept } from "./outbox.js";

const PATIENCE_MS = 15000;
const AGAIN_MS = 10000;
const $ = (selector, root = document) => root.querySelector(selector);
const said = (name) => document.dispatchEvent(new CustomEvent(name));
let newer = "";
const token = () => newer || ($("#now [name=csrfmiddlewaretoken]") ?? $("[name=csrfmiddlewaretoken]"))?.value || "";

export async function post(url, fields, photo) {
  const body = photo ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (photo) body.append("photo", photo, "photo.jpg");
  const headers = { "X-CSRFToken": token(), "HX-Request": "true" };
  return fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(photo ? 4 * PATIENCE_MS : PATIENCE_MS) });
}

// A page that has stood open since before the last sign-in has an old token: the page's part brings a new one.
async function renewed() {
  const answer = await fetch("/patrol/now/", { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE_MS) });
  const found = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await answer.text())?.[1];
  const other = Boolean(found) && found !== token();
  newer = found ?? newer;
  return other;
}

const sentence = (html) => {
  const refused = $(".refused", new DOMParser().parseFromString(html, "text/html"));
  return refused?.textContent.trim().replace(/\s+/g, " ") ?? "";
};

function show(html) {
  if ($("#now") && html.includes('id="now"')) htmx.swap({ target: "#now", swap: "outerMorph", text: html, sourceElement: $("#now") });
}

// Whether the next may go: false where there is no network, or nobody is signed in.
async function send(one) {
  const fields = { ...one.body, operation: one.operation, at: one.at, sent: new Date().toISOString() };
  const answer = await post(one.url, fields, one.photo);
  if (answer.status >= 500 || answer.status === 429) return false;
  const signIn = answer.headers.get("HX-Redirect");
  if (signIn) { // signed out meanwhile: what is kept goes afterwards
    location.assign(signIn);
    return false;
  }
  const html = await answer.text();
  if (answer.ok) {
    await drop(one.place);
    show(html);
    return true;
  }
  const why = sentence(html);
  if (!why && answer.status === 403 && !one.renewed && (await renewed())) {
    await change({ ...one, renewed: true });
    return true;
  }
  await change({ ...one, state: "refused", sentence: why || $("[data-toasts]").dataset.failed });
  show(html);
  return true;
}

let sending = false;
export async function flush() {
  if (sending) return;
  sending = true;
  try {
    for (;;) {
      const next = (await kept()).find((one) => one.state === "kept");
      if (!next || !(await send(next))) break;
      said("phone:kept");
    }
  } catch {
    // still no network: they stay, in their order
  } finally {
    sending = false;
    said("phone:kept");
  }
}
addEventListener("online", flush);
setInterval(async () => { if ((await kept()).some((one) => one.state === "kept")) flush(); }, AGAIN_MS);
