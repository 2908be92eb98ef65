// Legend and distribution of a figure.
// Takes: a list element and a figure (data.js). Gives: classes with their counts; a class pointed at calls onClass(index), -1 for none,
//   null when it is left; a click keeps it.

import { make, svg, swatch } from "./dom.js";
import { say } from "./i18n.js";

const BARS = 20;

export function createLegend({ list, missing, onClass = () => {} }) {
  let kept = null;

  function item(index, colour, label, count) {
    const name = make("button", { type: "button", "aria-pressed": String(kept === index) }, swatch(colour), `${label} `,
      make("span", { class: "note" }, say(`（${count} 个地区）`, `(${count} region${count === 1 ? "" : "s"})`)));
    name.addEventListener("pointerenter", () => onClass(index));
    name.addEventListener("pointerleave", () => onClass(kept));
    name.addEventListener("click", () => {
      kept = kept === index ? null : index;
      for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", String(kept !== null && other === name));
      onClass(kept);
    });
    return make("li", { "data-class": index }, name);
  }

  return {
    show(figure) {
      kept = null;
      onClass(null);
      const counts = new Map();
      for (const sign of figure.of) counts.set(sign, (counts.get(sign) ?? 0) + 1);
      const items = figure.classes.map(([colour, label], index) => item(index, colour, label, counts.get(String(index)) ?? 0));
      if (counts.has("-")) items.push(item(-1, missing, say("无数据", "no value"), counts.get("-")));
      list.replaceChildren(...items);
    },
    // The class of the region that is pointed at on the map; null for none.
    point(index) {
      for (const one of list.children) one.classList.toggle("on", one.dataset.class === String(index));
    },
  };
}

// How many regions in each twentieth of the range, in the colour of the class that the bar's middle falls in.
export function drawDistribution(at, figure) {
  const values = figure.order.map(region => figure.values[region]), high = values[0], low = values[values.length - 1];
  at.hidden = values.length < 3 || high === low;
  if (at.hidden) return;
  const bars = Array.from({ length: BARS }, () => []);
  figure.order.forEach((region, index) => bars[Math.min(BARS - 1, Math.floor((values[index] - low) / (high - low) * BARS))].push(region));
  const most = Math.max(...bars.map(bar => bar.length)), drawing = svg("svg", { viewBox: "0 0 400 76", role: "img" });
  bars.forEach((bar, index) => {
    if (bar.length === 0) return;
    const height = Math.max(1.5, 58 * bar.length / most), fill = figure.colour(bar[Math.floor(bar.length / 2)]);
    drawing.append(svg("rect", { x: (index * 20) + 0.5, y: 60 - height, width: 19, height, fill, stroke: "#6b756e", "stroke-width": 0.6 }, svg("title", {}, `${bar.length}`)));
  });
  const shown = region => figure.shown[figure.order[region]];
  drawing.append(svg("path", { d: "M0 60.5H400", class: "axis" }), svg("text", { x: 0, y: 73, "font-size": 11 }, shown(values.length - 1)),
    svg("text", { x: 400, y: 73, "font-size": 11, "text-anchor": "end" }, shown(0)));
  const middle = shown(Math.floor((values.length - 1) / 2));
  const words = say(`分布：${values.length} 个地区，最多一格 ${most} 个；居中者 ${middle}`,
    `Distribution of ${values.length} regions, at most ${most} in a bar; the middle one has ${middle}`);
  drawing.setAttribute("aria-label", words);
  at.replaceChildren(drawing, make("figcaption", { class: "note" }, words));
}
