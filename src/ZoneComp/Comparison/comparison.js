// comparison.html: the map of changes and what a region's are, on the report's modules.

import { at, make } from "./dom.js";
import { chinese, onLanguage, say, setLanguage, text } from "./i18n.js";
import { createLegend } from "./legend.js";
import { createMap } from "./map.js";
import { themeButton } from "./theme.js";

const data = JSON.parse(at("data").textContent);
const state = { shown: 0, chosen: -1 };
const figure = () => data.figures[state.shown];
const classOf = region => (figure().of[region] === "-" ? -1 : Number(figure().of[region]));

const map = createMap({ drawing: at("drawing"), onChoose: choose });
const legend = createLegend({ list: at("legend"), missing: data.missing, onClass: index => map.highlight(index === null ? null : region => classOf(region) === index) });

function drawMap() {
  if (!figure()) return;
  map.colour(region => (classOf(region) < 0 ? data.missing : figure().classes[classOf(region)][0]));
  at("caption").textContent = text(figure());
  legend.show(figure());
  drawChosen();
}

function choose(region) {
  state.chosen = region;
  map.choose(region);
  drawChosen();
}

function drawChosen() {
  const [code, name] = data.regions[state.chosen] ?? [];
  at("detail").textContent = name === undefined
    ? say("点击地区查看其数值。", "Click a region for its numbers.")
    : `${name} ${code}: ` + data.figures.filter(one => one.group === figure().group).map(one => `${text(one)} ${one.shown[state.chosen] ?? "–"}`).join("; ");
}

function draw() {
  at("figure").replaceChildren(...data.figures.map((one, index) => make("option", { value: index }, text(one))));
  at("figure").value = String(state.shown);
  at("language").textContent = say("English", "中文");
  at("language").lang = say("en", "zh-CN");
  drawMap();
}

at("language").addEventListener("click", () => setLanguage(!chinese()));
at("figure").addEventListener("change", event => {
  state.shown = Number(event.target.value);
  drawMap();
});
for (const place of document.querySelectorAll("button.place")) place.addEventListener("click", () => map.mark(Number(place.dataset.x), Number(place.dataset.y)));
themeButton(at("theme"));
onLanguage(draw);
draw();
