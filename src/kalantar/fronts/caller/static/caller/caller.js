// What the page is without this, and a little more: it looks again without being loaded anew, the phone says
// where it is when it is asked to, and hiding leaves nothing to come back to. It never makes a sound.
const $ = (selector, root = document) => root.querySelector(selector);
const EVERY_MS = 15000;

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (!answer.ok && answer.status !== 404) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if ($("#over", page)) return document.body.replaceChildren(...page.body.childNodes);
    for (const part of ["#now", "#talk"]) {
      const [here, there] = [$(part), $(part, page)];
      if (here && there && here.innerHTML !== there.innerHTML) here.replaceWith(there);
    }
  } catch { /* no network: the next look may have one */ }
}
setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);

function hide(event) {
  event.preventDefault();
  location.replace($("[data-hide]").href);
}
$("[data-hide]")?.addEventListener("click", hide);
document.addEventListener("keydown", (event) => event.key === "Escape" && $("[data-hide]") && hide(event));

const form = $("#place");
const said = (text) => { $("[data-told]", form).textContent = text; };
if (form && "geolocation" in navigator) {
  form.hidden = false;
  $("[data-where]", form).addEventListener("click", () => {
    said("…");
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.lon.value = coords.longitude;
      form.elements.lat.value = coords.latitude;
      form.elements.accuracy.value = Math.round(coords.accuracy);
      said(form.dataset.within.replace("…", Math.round(coords.accuracy).toLocaleString(document.documentElement.lang)));
      $("[data-agree]", form).hidden = false;
      $("[data-agree]", form).focus();
    }, () => said(form.dataset.failed), { enableHighAccuracy: true, timeout: 30000 });
  });
}
