// Draws the numbers of the table below: bars that hold each other, or that stand on one another.
// Colours are those of the swatches; drawn again when the theme or the width changes.
import { digits } from "./digits.js";

const HEIGHT = 200;
const hours = [...document.querySelectorAll("[data-shift] [data-hour]")];
const times = hours.map((row) => row.querySelector("time"));
const valuesOf = (key) => hours.map((row) => Number(row.querySelector(`[data-key-of="${key}"]`).dataset.value));
const colourOf = (key) => getComputedStyle(document.querySelector(`[data-colour="${key}"]`)).backgroundColor;

// Each stands on those after it: the first reaches the highest and is painted first.
function stacked(rows) {
  return rows.map((_, at) => rows[at].map((_, hour) => rows.slice(at).reduce((sum, row) => sum + row[hour], 0)));
}

// What gave up stands beside what was answered, not in it.
function series(key, keys) {
  const beside = keys.includes("abandoned");
  const [width, align] = !beside ? [0.6, 0] : key === "abandoned" ? [0.25, 1] : [0.5, -1];
  const colour = colourOf(key);
  return { stroke: colour, fill: colour, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [width, 64], align }) };
}

function options(plot, keys) {
  const ink = getComputedStyle(document.body);
  const axis = {
    stroke: ink.color,
    font: `12px ${ink.fontFamily}`,
    ticks: { show: false },
    grid: { stroke: getComputedStyle(document.documentElement).getPropertyValue("--line"), width: 1 },
  };
  return {
    width: plot.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, hours.length - 0.4] },
      y: { range: (_, _low, high) => [0, Math.max(4, Math.ceil(high * 1.1))] },
    },
    axes: [
      {
        ...axis,
        size: 30,
        grid: { show: false },
        splits: () => times.map((_, at) => at),
        values: (drawn, splits) => splits.map((at) => (at % Math.ceil((hours.length * 48) / drawn.width) ? "" : times[at].textContent)),
      },
      { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000], values: (_, splits) => splits.map(digits) },
    ],
    series: [{}, ...keys.map((key) => series(key, keys))],
  };
}

function draw(plot) {
  plot.drawn?.destroy();
  const keys = plot.dataset.series.split(" ");
  const rows = keys.map(valuesOf);
  const data = [hours.map((_, at) => at), ...(plot.dataset.drawing === "stacked" ? stacked(rows) : rows)];
  plot.drawn = new uPlot(options(plot, keys), data, plot);
}

const plots = [...document.querySelectorAll("[data-drawing]")];
const drawAll = () => plots.forEach(draw);
await document.fonts.ready;
drawAll();
document.addEventListener("kalantar:theme", drawAll);
const widths = new ResizeObserver((changes) => {
  for (const { target } of changes) target.drawn?.setSize({ width: target.clientWidth, height: HEIGHT });
});
plots.forEach((plot) => widths.observe(plot));
