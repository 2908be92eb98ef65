"use strict";
(() => {
  // All text from the data goes in as text nodes or attributes, never as markup.
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = id => document.getElementById(id);
  const shapes = [...document.querySelectorAll("#shapes path")];
  const kinds = [
    ["Amount", "资金", "Amounts"], ["Change", "比上年增减", "Change from last year"], ["Factor", "系数", "Factors"], ["Indicator", "指标", "Indicators"], ["Coverage", "覆盖率", "Coverage"],
  ];
  const SHORT_RANKING = 15, BARS = 20;
  const state = { figure: data.main, region: -1, all: false };
  const view = at("drawing").viewBox.baseVal;
  const whole = { width: view.width, height: view.height };
  const paid = new Map();
  for (const row of data.paid) {
    if (!paid.has(row[0])) paid.set(row[0], []);
    paid.get(row[0]).push(row);
  }

  const stories = new Map();
  for (const story of data.amounts.told) {
    if (!stories.has(story[0])) stories.set(story[0], []);
    stories.get(story[0]).push(story);
  }

  const chinese = () => document.documentElement.lang === "zh-CN";
  const say = (zh, en) => (chinese() ? zh : en);
  const text = both => (chinese() ? both.zh : both.en);
  const figure = () => data.figures[state.figure];
  const titled = f => {
    const unit = text(f.unit);
    return unit === "" ? text(f.title) : say(`${text(f.title)}（${unit}）`, `${text(f.title)} (${unit})`);
  };
  const number = shown => (shown === null ? NaN : Number(shown.replaceAll(",", "")));

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "class") element.className = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.map(child => child ?? ""));
    return element;
  }

  function svgElement(name, attributes, text) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.append(text);
    return element;
  }

  function swatch(colour, width, height) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 100 10");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("width", width);
    rect.setAttribute("height", height);
    rect.setAttribute("fill", colour);
    rect.setAttribute("stroke", "#6b756e");
    rect.setAttribute("stroke-width", "0.6");
    svg.append(rect);
    return svg;
  }

  const colour = (f, region) => (f.of[region] === "-" ? data.missing : f.classes[Number(f.of[region])][0]);

  function drawMap() {
    const f = figure();
    if (!f) return;
    shapes.forEach((shape, region) => shape.setAttribute("fill", colour(f, region)));
    at("caption").textContent = titled(f);
    const counts = f.classes.map((_, index) => [...f.of].filter(sign => sign === String(index)).length);
    const rows = f.classes.map(([fill, label], index) => [fill, label, counts[index]]);
    const missing = [...f.of].filter(sign => sign === "-").length;
    if (missing > 0) rows.push([data.missing, say("无数据", "no value"), missing]);
    at("legend").replaceChildren(...rows.map(([fill, label, count]) =>
      make("li", {}, swatch(fill, 100, 10), `${label}  `, make("span", { class: "note" }, say(`${count} 个地区`, `${count} regions`)))));
    at("classes").textContent = text(f.method);
    drawDistribution();
  }

  // How many regions in each twentieth of the range, in the colour of the class that the bar's middle falls in.
  function drawDistribution() {
    const f = figure(), values = f.order.map(region => number(f.shown[region]));
    const high = values[0], low = values[values.length - 1], figureAt = at("distribution");
    figureAt.hidden = values.length < 3 || high === low;
    if (figureAt.hidden) return;
    const bars = Array.from({ length: BARS }, () => []);
    f.order.forEach((region, index) => bars[Math.min(BARS - 1, Math.floor((values[index] - low) / (high - low) * BARS))].push(region));
    const most = Math.max(...bars.map(bar => bar.length)), svg = svgElement("svg", { viewBox: "0 0 400 76", role: "img" });
    bars.forEach((bar, index) => {
      if (bar.length === 0) return;
      const height = Math.max(1.5, 58 * bar.length / most);
      const rect = svgElement("rect", { x: index * 20 + 0.5, y: 60 - height, width: 19, height, fill: colour(f, bar[Math.floor(bar.length / 2)]), stroke: "#6b756e", "stroke-width": 0.6 });
      rect.append(svgElement("title", {}, `${bar.length}`));
      svg.append(rect);
    });
    svg.append(svgElement("path", { d: "M0 60.5H400", stroke: "#333" }));
    svg.append(svgElement("text", { x: 0, y: 73, "font-size": 11 }, f.shown[f.order[f.order.length - 1]]), svgElement("text", { x: 400, y: 73, "font-size": 11, "text-anchor": "end" }, f.shown[f.order[0]]));
    const middle = f.shown[f.order[Math.floor((f.order.length - 1) / 2)]];
    const words = say(`分布：${f.order.length} 个地区，最多一格 ${most} 个；居中者 ${middle}`, `Distribution of ${f.order.length} regions, at most ${most} in a bar; the middle one has ${middle}`);
    svg.setAttribute("aria-label", words);
    figureAt.replaceChildren(svg, make("figcaption", { class: "note" }, words));
  }

  function drawRanking() {
    const f = figure();
    if (!f) return;
    at("rank-title").textContent = `${say("排名", "Ranking")}: ${titled(f)}`;
    const rows = state.all ? f.order : f.order.slice(0, SHORT_RANKING);
    const most = Math.max(...f.order.map(region => Math.abs(number(f.shown[region]))), 0) || 1;
    const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "#"), make("th", { scope: "col" }, say("地区", "Region")),
      make("th", { scope: "col", class: "n" }, say("数值", "Value")), make("th", { scope: "col" }, say("比较", "Bar"))));
    const body = make("tbody", {}, ...rows.map((region, index) => {
      const button = make("button", { type: "button" }, data.regions[region][1]);
      button.addEventListener("click", () => choose(region));
      return make("tr", region === state.region ? { class: "on" } : {}, make("td", {}, String(f.ranks[index])), make("td", {}, button),
        make("td", { class: "n" }, f.shown[region]), make("td", { class: "bar" }, swatch(colour(f, region), 100 * Math.abs(number(f.shown[region])) / most, 10)));
    }));
    at("ranking").replaceChildren(head, body);
    at("all").hidden = f.order.length <= SHORT_RANKING;
    at("all").textContent = state.all ? say(`只看前 ${SHORT_RANKING} 名`, `Only the first ${SHORT_RANKING}`) : say(`全部 ${f.order.length} 个`, `All ${f.order.length}`);
  }

  function drawDetail() {
    const region = state.region;
    if (region < 0) {
      at("detail").replaceChildren(make("p", { class: "note" }, say("点击地图或在列表中选择一个地区，查看它的全部数值。", "Click the map or pick a region from the list to see all its numbers.")));
      return;
    }
    const [code, name, area] = data.regions[region];
    const parts = [make("h3", {}, name), make("p", { class: "note" }, `${code} · ${area} ${say("平方千米", "km²")}`)];
    for (const row of paid.get(region) ?? []) {
      const [, scheme, source, computed, bounded, amount, last, change, bound, note] = row;
      const lines = [[say("测算额", "Computed"), computed], [say("调整后", "After bounds"), bounded], [say("下达额", "Amount"), amount], [say("上年数", "Last year"), last], [say("增减", "Change"), change]];
      if (bound !== "") lines.push([say("限制", "Bound"), text(bound)]);
      if (note !== "") lines.push([say("说明", "Note"), text(note)]);
      parts.push(make("h4", {}, source === "" ? scheme : `${scheme} · ${source}`, make("span", { class: "note" }, say("（元）", " (yuan)"))),
        make("table", {}, make("tbody", {}, ...lines.map(([label, value]) => make("tr", {}, make("th", { scope: "row" }, label), make("td", { class: "n" }, value))))));
    }
    for (const [kind, zh, en] of kinds) {
      const figures = data.figures.filter(f => f.kind === kind);
      if (figures.length === 0 || kind === "Amount" || kind === "Change") continue;
      parts.push(make("h4", {}, say(zh, en)), make("table", {}, make("tbody", {}, ...figures.map(f => {
        const rank = f.order.indexOf(region);
        const head = make("th", { scope: "row" }, titled(f));
        if (f.formula !== "") head.append(make("br", {}), make("code", {}, f.formula));
        return make("tr", {}, head, make("td", { class: "n" }, f.shown[region] ?? "–"), make("td", { class: "n" }, rank < 0 ? "–" : say(`第 ${f.ranks[rank]} 名`, `no. ${f.ranks[rank]}`)));
      }))));
    }
    if (data.trails.length > 0) parts.push(howItCameAbout(region, code));
    parts.push(...amountStories(code));
    at("detail").replaceChildren(...parts);
  }

  // Each column of the region: as the policy writes it, with the region's values in it, and what comes of it.
  function howItCameAbout(region, code) {
    return make("details", { class: "trail" }, make("summary", {}, say("由来：公式与代入的数值", "How it came about: formulas with values")), ...data.trails.map(([name, title, formula, place, pieces, values]) => {
      const parts = values[region] ?? [], last = pieces.length - 1;
      const lines = [make("dt", {}, `${title}（${name}） `, make("span", { class: "note" }, place)), make("dd", {}, make("code", {}, formula))];
      if (last >= 0) lines.push(make("dd", {}, make("code", {}, "= " + pieces.map((piece, index) => piece + (index < last ? parts[index] : "")).join(""))), make("dd", {}, make("code", {}, `= ${parts[last]}`)));
      return make("dl", {}, ...lines);
    }), make("p", { class: "note" }, say("数值显示八位有效数字。全部数位、图斑、表格单元、上下限与尾差：", "Values with eight significant digits. All digits, polygons, table cells, bounds and rounding: "), make("code", {}, `zonecomp explain OUT --region ${code}`)));
  }

  // A payee's amounts, each line as `zonecomp explain` prints it: shared texts with the payee's numbers in their places.
  function amountStories(code) {
    const told = (stories.get(code) ?? []).map(([, , scheme, text, ...numbers]) => make("details", { class: "trail" },
      make("summary", {}, say(`由来：${scheme}的金额`, `How it came about: amount of ${scheme}`)),
      make("div", { class: "story" }, ...storyLines(text, numbers).map(storyLine))));
    if (told.length > 0)
      told.push(make("p", { class: "note" }, say("金额由来保留全部数位，可逐行复算。长列表只列本单位；全部各项：", "Amounts are told with all digits, each line can be worked out again. Of long lists only the own value stands here; all of them: "), make("code", {}, `zonecomp explain OUT --region ${code} --full`)));
    if (data.amounts.untold.length > 0)
      told.push(make("p", { class: "note" }, say(`本页容量有限，未列由来：${data.amounts.untold.join("、")}；可用 `, `No room on this page for ${data.amounts.untold.join(", ")}: `), make("code", {}, `zonecomp explain OUT --region ${code}`)));
    return told;
  }

  // Pieces of text with a number after each but the last: shared by all payees of the text, or the payee's own.
  function storyLines(text, own) {
    const [lines, numbers] = data.amounts.texts[text], told = [];
    let at = 0;
    for (const line of lines) {
      const [zh, en] = data.amounts.lines[line], pieces = say(zh, en ?? zh);
      let from = at + (pieces === zh ? 0 : zh.length - 1), whole = pieces[0];
      for (const piece of pieces.slice(1)) {
        const number = numbers[from++];
        whole += (typeof number === "number" ? own[number] : number) + piece;
      }
      told.push(whole);
      at += zh.length - 1 + (en ? en.length - 1 : 0);
    }
    return told;
  }

  function storyLine(text) {
    const line = text.trimStart(), isHead = line.startsWith("* ");
    const shown = make("div", isHead ? { class: "head" } : {}, isHead ? line.slice(2) : line);
    shown.style.paddingLeft = `${(text.length - line.length) * 0.45}em`;
    return shown;
  }

  function showUnit() {
    at("unit-detail").replaceChildren(...amountStories(at("unit").value));
  }

  function fillUnits() {
    if (!at("unit")) return;
    const chosen = at("unit").value, regions = new Set(data.regions.map(([code]) => code));
    const units = [...stories].filter(([code]) => !regions.has(code));
    at("unit").replaceChildren(make("option", { value: "" }, say("— 选择单位 —", "— choose —")), ...units.map(([code, [[, name]]]) => make("option", { value: code }, name === code ? code : `${code} ${name}`)));
    at("unit").value = chosen;
    showUnit();
  }

  function fillLists() {
    at("figure").replaceChildren(...kinds.filter(([kind]) => data.figures.some(f => f.kind === kind)).map(([kind, zh, en]) => {
      const group = make("optgroup", { label: say(zh, en) });
      data.figures.forEach((f, index) => {
        if (f.kind === kind) group.append(make("option", { value: index }, titled(f)));
      });
      return group;
    }));
    at("figure").value = String(state.figure);
    at("region").replaceChildren(make("option", { value: -1 }, say("— 选择地区 —", "— choose —")),
      ...data.regions.map(([code, name], region) => make("option", { value: region }, `${code} ${name}`)));
    at("region").value = String(state.region);
  }

  function choose(region) {
    state.region = region;
    at("region").value = String(region);
    at("chosen").setAttribute("d", region < 0 ? "" : shapes[region].getAttribute("d"));
    at("chosen").setAttribute("stroke-width", view.width / 250);
    drawDetail();
    drawRanking();
  }

  function draw() {
    fillLists();
    drawMap();
    drawRanking();
    drawDetail();
    fillUnits();
    at("language").textContent = say("English", "中文");
    at("language").lang = say("en", "zh-CN");
  }

  function zoom(factor) {
    const width = Math.min(whole.width, view.width * factor), height = Math.min(whole.height, view.height * factor);
    move(view.x + ((view.width - width) / 2), view.y + ((view.height - height) / 2), width, height);
  }

  function move(x, y, width, height) {
    view.width = width;
    view.height = height;
    view.x = Math.max(0, Math.min(whole.width - width, x));
    view.y = Math.max(0, Math.min(whole.height - height, y));
    at("chosen").setAttribute("stroke-width", view.width / 250);
    // The scale bar tells the whole map's scale.
    at("scale").style.visibility = view.width < whole.width ? "hidden" : "visible";
  }

  at("figure").addEventListener("change", event => { state.figure = Number(event.target.value); drawMap(); drawRanking(); });
  at("region").addEventListener("change", event => choose(Number(event.target.value)));
  at("unit")?.addEventListener("change", showUnit);
  at("all").addEventListener("click", () => { state.all = !state.all; drawRanking(); });
  at("language").addEventListener("click", () => { document.documentElement.lang = chinese() ? "en" : "zh-CN"; draw(); });
  at("zoom-in").addEventListener("click", () => zoom(0.6));
  at("zoom-out").addEventListener("click", () => zoom(1 / 0.6));
  at("zoom-all").addEventListener("click", () => move(0, 0, whole.width, whole.height));

  let drag = null, dragged = false;
  at("drawing").addEventListener("pointerdown", event => {
    dragged = false;
    drag = view.width < whole.width ? { x: event.clientX, y: event.clientY, left: view.x, top: view.y } : null;
  });
  window.addEventListener("pointermove", event => {
    if (!drag) return;
    const scale = view.width / at("drawing").clientWidth, dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    dragged ||= Math.abs(dx) + Math.abs(dy) > 4;
    move(drag.left - (dx * scale), drag.top - (dy * scale), view.width, view.height);
  });
  window.addEventListener("pointerup", () => { drag = null; });
  at("shapes").addEventListener("click", event => {
    const region = event.target.getAttribute("data-r");
    if (region !== null && !dragged) choose(Number(region));
  });
  at("shapes").addEventListener("pointermove", event => {
    const region = event.target.getAttribute("data-r"), f = figure();
    if (region === null || !f || event.pointerType === "touch") return;
    const tip = at("tip");
    tip.textContent = `${data.regions[Number(region)][1]}: ${f.shown[Number(region)] ?? "–"} ${text(f.unit)}`;
    tip.hidden = false;
    tip.style.left = `${Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 4)}px`;
    tip.style.top = `${event.clientY + 16}px`;
  });
  at("shapes").addEventListener("pointerleave", () => { at("tip").hidden = true; });
  for (const place of document.querySelectorAll("button.place")) {
    place.addEventListener("click", () => {
      const x = Number(place.dataset.x), y = Number(place.dataset.y), point = at("point");
      point.setAttribute("cx", x);
      point.setAttribute("cy", y);
      point.setAttribute("r", whole.width / 60);
      point.setAttribute("stroke-width", whole.width / 250);
      move(0, 0, whole.width, whole.height);
      at("drawing").scrollIntoView({ block: "center" });
    });
  }

  draw();
})();
