"use strict";
(() => {
  // All text from the data goes in as text nodes or attributes, never as markup.
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = id => document.getElementById(id);
  const shapes = [...document.querySelectorAll("#shapes path")];
  const chinese = () => document.documentElement.lang === "zh-CN";
  let shown = 0;
  let chosen = -1;

  function swatch(colour) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 100 10");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("width", 100);
    rect.setAttribute("height", 10);
    rect.setAttribute("fill", colour);
    rect.setAttribute("stroke", "#6b756e");
    rect.setAttribute("stroke-width", "0.6");
    svg.append(rect);
    return svg;
  }

  function drawMap() {
    const figure = data.figures[shown];
    if (!figure) return;
    shapes.forEach((shape, region) => {
      const sign = figure.of[region];
      shape.setAttribute("fill", sign === "-" ? data.missing : figure.classes[Number(sign)][0]);
    });
    at("caption").textContent = chinese() ? figure.zh : figure.en;
    const rows = figure.classes.map(([colour, label], index) => [colour, label, [...figure.of].filter(sign => sign === String(index)).length]);
    const missing = [...figure.of].filter(sign => sign === "-").length;
    if (missing > 0) rows.push([data.missing, chinese() ? "无数据" : "no value", missing]);
    at("legend").replaceChildren(...rows.map(([colour, label, count]) => {
      const item = document.createElement("li");
      item.append(swatch(colour), `${label}  (${count})`);
      return item;
    }));
    drawChosen();
  }

  function drawChosen() {
    at("chosen").setAttribute("d", chosen < 0 ? "" : shapes[chosen].getAttribute("d"));
    at("detail").textContent = chosen < 0
      ? (chinese() ? "点击地区查看其数值。" : "Click a region for its numbers.")
      : `${data.regions[chosen][1]} ${data.regions[chosen][0]}: ` + data.figures.filter(figure => figure.group === data.figures[shown].group)
        .map(figure => `${chinese() ? figure.zh : figure.en} ${figure.shown[chosen] ?? "–"}`).join("; ");
  }

  function drawChoice() {
    at("figure").replaceChildren(...data.figures.map((figure, index) => {
      const option = document.createElement("option");
      option.value = index;
      option.textContent = chinese() ? figure.zh : figure.en;
      option.selected = index === shown;
      return option;
    }));
  }

  function speak(language) {
    document.documentElement.lang = language;
    at("language").textContent = chinese() ? "English" : "中文";
    at("language").lang = chinese() ? "en" : "zh-CN";
    drawChoice();
    drawMap();
  }

  at("language").addEventListener("click", () => speak(chinese() ? "en" : "zh-CN"));
  at("figure").addEventListener("change", event => { shown = Number(event.target.value); drawMap(); });
  shapes.forEach((shape, region) => shape.addEventListener("click", () => { chosen = region; drawChosen(); }));
  speak(document.documentElement.lang);
})();
