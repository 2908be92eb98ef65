// Download of what is seen: a table as CSV, the map as SVG or PNG.
// Takes: rows of texts; or the map's SVG with caption, legend and source. Gives: files.

import { svg } from "./dom.js";

const FONT = "\"Microsoft YaHei\", \"PingFang SC\", \"Noto Sans CJK SC\", \"Source Han Sans SC\", sans-serif";

export function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// As RFC 4180 with a byte order mark, which Excel asks for. A text that a spreadsheet would take for a formula gets an apostrophe, as the program's own CSV files have it.
export function csv(rows) {
  const cell = value => {
    let text = value ?? "";
    if (/^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]|^[^\S\t\r\n]*[\t\r\n]/u.test(text) && !/^-[\d.]+$/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
  };
  return "\uFEFF" + rows.map(row => row.map(cell).join(",") + "\r\n").join("");
}

// The map as it is zoomed now, on white, with caption above, legend below and the source at the foot.
export function picture(drawing, { caption, legend, source }) {
  const width = 1200, margin = 24, view = drawing.viewBox.baseVal, high = Math.round((width - (2 * margin)) * view.height / view.width);
  const perRow = 3, legendTop = 64 + high + 24, rows = Math.ceil(legend.length / perRow), height = legendTop + (rows * 26) + 40;
  const map = svg("svg", { x: margin, y: 64, width: width - (2 * margin), height: high, viewBox: `${view.x} ${view.y} ${view.width} ${view.height}` });
  for (const part of drawing.children) map.append(part.cloneNode(true));
  for (const part of map.querySelectorAll("[id]")) styleAsDrawn(part);
  for (const part of map.querySelectorAll(".line")) styleAsDrawn(part, { fill: "none", stroke: "#b3bac1", "vector-effect": "non-scaling-stroke" });
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT, fill: "#1a1a1a" },
    svg("rect", { width, height, fill: "#fff" }), svg("text", { x: margin, y: 42, "font-size": 26, "font-weight": "bold" }, caption), map,
    ...legend.flatMap(({ colour, label }, index) => {
      const x = margin + ((index % perRow) * (width - (2 * margin)) / perRow), y = legendTop + (Math.floor(index / perRow) * 26);
      return [svg("rect", { x, y, width: 28, height: 16, fill: colour, stroke: "#6b756e" }), svg("text", { x: x + 36, y: y + 14, "font-size": 15 }, label)];
    }), svg("text", { x: margin, y: height - 14, "font-size": 12, fill: "#4c584f" }, source));
}

// The page's style does not go with the file.
function styleAsDrawn(part, own) {
  const styles = {
    around: { fill: "#e9edf0", "fill-rule": "evenodd" },
    shapes: { stroke: "#6b756e", "stroke-linejoin": "round", "fill-rule": "evenodd" },
    names: { "text-anchor": "middle", fill: "#1a1a1a", stroke: "#fff", "stroke-linejoin": "round", "paint-order": "stroke" },
    chosen: { stroke: "#0b3d91", "stroke-linejoin": "round" },
    point: { fill: "none", stroke: "#c01c28" },
  };
  for (const [key, value] of Object.entries(own ?? styles[part.id] ?? {})) part.setAttribute(key, value);
  part.removeAttribute("id");
}

export const svgText = drawn => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawn)}\n`;

// Twice the drawing's size, so that it is sharp in print.
export async function png(drawn) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawn))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * Number(drawn.getAttribute("width"));
  canvas.height = 2 * Number(drawn.getAttribute("height"));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(done => canvas.toBlob(done, "image/png"));
}
