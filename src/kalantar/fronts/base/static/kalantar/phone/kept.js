// The list of what is not on the server yet: kept, being sent, or refused with the sentence, which stays until it
// was read. And the strip that says in one line how many wait.
import { digits } from "../digits.js";
import { drop, kept } from "./outbox.js";

const $ = (selector, root = document) => root.querySelector(selector);
const list = $("[data-kept-list]");

function row(one) {
  const made = list.querySelector("template").content.cloneNode(true);
  const item = $("li", made);
  item.dataset.state = one.state;
  $("[data-kept-what]", made).textContent = one.label;
  const time = new Date(one.at).toLocaleTimeString("en-GB", { timeZone: list.dataset.zone, hour: "2-digit", minute: "2-digit" });
  Object.assign($("time", made), { dateTime: one.at, textContent: digits(time) });
  $("[data-kept-state]", made).textContent = one.state === "kept" ? list.dataset.saidKept : list.dataset.saidRefused;
  const why = $("[data-kept-why]", made);
  why.textContent = one.sentence ?? "";
  why.hidden = !one.sentence;
  const read = $("button", made);
  read.hidden = one.state !== "refused";
  read.addEventListener("click", async () => {
    await drop(one.place);
    draw();
  });
  return made;
}

export async function draw() {
  const all = await kept();
  const waiting = all.filter((one) => one.state === "kept").length;
  $("ul", list).replaceChildren(...all.map(row));
  list.hidden = !all.length;
  const strip = $("[data-kept]");
  const words = $("[data-kept-words]");
  words.textContent = words.dataset.keptWords.replace("{count}", digits(waiting));
  strip.hidden = !waiting || navigator.onLine;
  if (waiting) for (const other of document.querySelectorAll("[data-offline]")) other.hidden = true;
}
document.addEventListener("phone:kept", draw);
addEventListener("online", draw);
addEventListener("offline", draw);
