// Every button of the phone is a form: what it says is kept first, with its operation id and the time, and then sent.
import { keep } from "./outbox.js";
import { flush, post } from "./sending.js";
import { draw } from "./kept.js";

const $ = (selector, root = document) => root.querySelector(selector);

export async function done(form, more = {}, { first = false, photo } = {}) {
  const { csrfmiddlewaretoken: _token, operation: _operation, photo: _file, ...body } = Object.fromEntries(new FormData(form));
  const one = {
    operation: crypto.randomUUID(),
    at: new Date().toISOString(),
    url: form.action,
    body: { ...body, ...more },
    label: form.dataset.label ?? $("button:not([hidden])", form)?.textContent.trim() ?? "",
    first,
    photo,
  };
  try {
    await keep(one);
  } catch { // a browser that keeps nothing: sent at once, or not at all
    return post(one.url, { ...one.body, operation: one.operation, at: one.at, sent: one.at }, photo);
  }
  navigator.vibrate?.(30);
  await draw();
  return flush();
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-verb]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter ?? $("button", form);
  button?.setAttribute("aria-busy", "true");
  const sent = done(form);
  if ($("details[open]", form)) { // what it asked is answered, and asked anew the next time
    $("details", form).removeAttribute("open");
    form.reset();
  }
  if (form.matches("[data-clears]")) form.reset();
  await sent;
  button?.removeAttribute("aria-busy");
});
