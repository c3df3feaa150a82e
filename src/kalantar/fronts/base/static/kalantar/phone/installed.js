// The page as an app of the phone: its service worker, what it keeps for when there is no network, and that
// nothing of it is left when the officer signs out.
import { emptied } from "../leaving.js";
import { forget, kept } from "./outbox.js";

const $ = (selector) => document.querySelector(selector);
const worker = $("[data-worker-at]")?.dataset.workerAt;

async function begin() {
  if (!worker || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register(worker, { scope: new URL(".", new URL(worker, location.href)).pathname, updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  // what was loaded before there was a worker is kept by it as well, with the page as it stands on the server
  const parts = performance.getEntriesByType("resource").map((one) => one.name).filter((url) => new URL(url).pathname.startsWith("/static/"));
  active.postMessage({ keep: [...new Set(parts)], page: navigator.onLine ? location.href : "", officer: $("[data-officer]").dataset.officer });
}
begin().catch(() => {}); // a browser that allows no worker: the page works as before, while it stands open

let installing;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  installing = event;
  for (const button of document.querySelectorAll("[data-install]")) button.hidden = false;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-install]")) installing?.prompt();
});

async function leave(form) {
  const others = await forget();
  await emptied({ database: !others });
  form.submit();
}

// Whoever signs out while something is not sent yet is asked first.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest('form[action$="/sign-out/"], form[action$="/sign-out/everywhere/"]');
  const question = $("[data-leaving]");
  if (!form || !question) return;
  event.preventDefault();
  const waiting = (await kept()).length;
  if (!waiting) return leave(form);
  question.showModal();
  question.querySelector("[data-leave]").onclick = () => leave(form);
  question.querySelector("[data-stay]").onclick = () => question.close();
});
