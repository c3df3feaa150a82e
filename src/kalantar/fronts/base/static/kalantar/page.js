// What every page does by itself: keys press buttons, clocks run, ages count, toasts leave, theme.
import { digits, minutes } from "./digits.js";
import "./keys.js";
import "./leaving.js";
import "./place.js";
import "./refused.js";
import "./theme.js";

const root = document.documentElement;

function tick() {
  const now = new Date();
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const said = now.toLocaleTimeString("en-GB", { timeZone: clock.dataset.zone || undefined });
    clock.textContent = digits(clock.dataset.clock === "hour" ? said.slice(0, 5) : said);
  }
  for (const age of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.round((now - new Date(age.dataset.since)) / 1000));
    age.textContent = minutes(seconds);
    if (age.dataset.lateAfter) age.classList.toggle("late", seconds >= Number(age.dataset.lateAfter));
  }
  for (const old of document.querySelectorAll("[data-old-after]")) old.hidden = now - new Date(old.dataset.made) <= old.dataset.oldAfter * 1000;
}
tick();
setInterval(tick, 1000);
document.addEventListener("htmx:after:swap", tick);

function leave(toast) {
  setTimeout(() => toast.remove(), 7000);
}
for (const toast of document.querySelectorAll(".toast:not([data-refused])")) leave(toast);
document.addEventListener("kalantar:toast", (event) => {
  const toast = document.createElement("p");
  toast.className = `toast show ${event.detail.kind ?? ""}`;
  toast.textContent = event.detail.text;
  document.querySelector("[data-toasts]").append(toast);
  leave(toast);
});

// What the server could not do is said, and nothing on the page is replaced by it.
document.addEventListener("htmx:response:error", (event) => {
  if ((event.detail?.ctx?.response?.raw?.status ?? 0) < 500 || event.target.matches("[data-live-keys]")) return;
  const text = document.querySelector("[data-toasts]").dataset.failed;
  document.dispatchEvent(new CustomEvent("kalantar:toast", { detail: { text, kind: "refusal" } }));
});

function online() {
  for (const strip of document.querySelectorAll("[data-offline]")) strip.hidden = navigator.onLine;
  root.toggleAttribute("data-no-network", !navigator.onLine);
}
addEventListener("online", online);
addEventListener("offline", online);
online();

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]"))
    if (!menu.contains(event.target)) menu.open = false;
});
