// A signature drawn by hand: a line of whole points in a square of a thousand, kept in a hidden field.
for (const pad of document.querySelectorAll("[data-signature]")) {
  const field = document.getElementById(pad.dataset.signature);
  const form = field.form;
  const svg = pad.querySelector("svg");
  const line = svg.querySelector("path");
  const how = form.elements.how;
  const show = () => { pad.hidden = how.value !== "drawn"; };
  const draw = (path) => { field.value = path; line.setAttribute("d", path); };
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const inside = (part, most) => Math.max(0, Math.min(most, Math.round(part * most)));
    return `${inside((event.clientX - box.left) / box.width, 1000)} ${inside((event.clientY - box.top) / box.height, 250)}`;
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    draw(`${field.value}M${at(event)}`);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId) && field.value.length < 19_900) draw(`${field.value}L${at(event)}`);
  });
  pad.querySelector("[data-signature-again]").addEventListener("click", () => draw(""));
  how.addEventListener("change", show);
  draw(field.value);
  show();
}
