// Two figures against each other, a dot a region.
// Takes: an element, onPick(region); by show() two figures (data.js) and the regions. Gives: show, choose.

import { make, svg } from "./dom.js";
import { say } from "./i18n.js";
import { grouped, titled } from "./numbers.js";

const WIDE = 640, HIGH = 400, LEFT = 84, BOTTOM = 46, TOP = 10, RIGHT = 14;

// Round numbers from low to high, at most about six.
export function ticks(low, high) {
  const rough = (high - low) / 5, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(times => times * power).find(one => one >= rough);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const marks = [];
  for (let at = Math.ceil(low / step); at * step <= high + (step * 1e-9); at++) marks.push([at * step, grouped(at * step, digits)]);
  return marks;
}

export function createScatter({ at, onPick = () => {} }) {
  let dots = new Map(), ring = null;
  const scale = (values, from, to) => {
    const low = Math.min(...values), high = Math.max(...values), span = high - low || 1;
    return { low, high: low + span, place: value => from + ((value - low) / span * (to - from)) };
  };

  return {
    show(across, up, regions) {
      dots = new Map();
      const both = regions.filter(({ index }) => !Number.isNaN(across.values[index]) && !Number.isNaN(up.values[index]));
      if (both.length === 0) {
        at.replaceChildren(make("p", { class: "note" }, say("没有地区同时具有这两项数值。", "No region has both figures.")));
        return;
      }

      const x = scale(both.map(({ index }) => across.values[index]), LEFT + 6, WIDE - RIGHT - 6);
      const y = scale(both.map(({ index }) => up.values[index]), HIGH - BOTTOM - 6, TOP + 6);
      const words = say(`${both.length} 个地区：横轴 ${titled(across)}，纵轴 ${titled(up)}`, `${both.length} regions: across ${titled(across)}, up ${titled(up)}`);
      const drawing = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": words });
      for (const [value, label] of ticks(x.low, x.high)) {
        drawing.append(svg("path", { class: "grid", d: `M${x.place(value)} ${TOP}V${HIGH - BOTTOM}` }), svg("text", { x: x.place(value), y: HIGH - BOTTOM + 15, "text-anchor": "middle" }, label));
      }

      for (const [value, label] of ticks(y.low, y.high)) {
        drawing.append(svg("path", { class: "grid", d: `M${LEFT} ${y.place(value)}H${WIDE - RIGHT}` }), svg("text", { x: LEFT - 6, y: y.place(value) + 4, "text-anchor": "end" }, label));
      }

      const cloud = svg("g", { class: "dots" });
      for (const { index, name } of both) {
        const dot = svg("circle", { "data-r": index, cx: x.place(across.values[index]).toFixed(1), cy: y.place(up.values[index]).toFixed(1), r: 4, fill: up.colour(index) },
          svg("title", {}, `${name}: ${across.shown[index]}, ${up.shown[index]}`));
        dots.set(index, dot);
        cloud.append(dot);
      }

      cloud.addEventListener("click", event => {
        const region = event.target.getAttribute("data-r");
        if (region !== null) onPick(Number(region));
      });
      ring = svg("circle", { class: "ring", r: 8, cx: -99, cy: -99 });
      drawing.append(cloud, ring, svg("text", { x: (LEFT + WIDE - RIGHT) / 2, y: HIGH - 8, "text-anchor": "middle", class: "name" }, titled(across)),
        svg("text", { x: 14, y: (HIGH - BOTTOM) / 2, "text-anchor": "middle", transform: `rotate(-90 14 ${(HIGH - BOTTOM) / 2})`, class: "name" }, titled(up)));
      at.replaceChildren(drawing, make("figcaption", { class: "note" }, words));
    },
    choose(region) {
      const dot = dots.get(region);
      ring?.setAttribute("cx", dot?.getAttribute("cx") ?? -99);
      ring?.setAttribute("cy", dot?.getAttribute("cy") ?? -99);
    },
  };
}
