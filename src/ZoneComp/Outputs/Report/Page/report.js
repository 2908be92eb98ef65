// report.html: puts the parts together. What is chosen is one state; every part follows it.

import { at, make } from "./dom.js";
import { chinese, onLanguage, say, setLanguage, text } from "./i18n.js";
import { number, titled } from "./numbers.js";
import { kinds, openResults } from "./data.js";
import { createLegend, drawDistribution } from "./legend.js";
import { createMap } from "./map.js";
import { createScatter } from "./scatter.js";
import { createSearch } from "./search.js";
import { createTable } from "./table.js";
import { csv, picture, png, save, svgText } from "./download.js";
import { amountStories } from "./story.js";
import { regionDetail } from "./detail.js";
import { onLink, readLink, writeLink } from "./permalink.js";
import { themeButton } from "./theme.js";

const results = openResults(JSON.parse(at("data").textContent));
const everything = results.regions.map(region => region.index);
const state = { figure: results.main, region: -1, beside: -1, picking: false };
const figure = () => results.figures[state.figure];

const map = createMap({ drawing: at("drawing"), onChoose: choose, onHover: hover, onView: ({ scale }) => { at("scale").style.visibility = scale < 1 ? "hidden" : "visible"; } });
const legend = createLegend({ list: at("legend"), missing: results.missing, onClass: index => map.highlight(index === null ? null : region => figure().classOf(region) === index) });
const ranking = createTable({ scroller: at("ranking"), label: () => at("rank-title").textContent, onPick: choose });
const table = createTable({ scroller: at("all-rows"), label: () => say("全部地区与全部数值", "All regions and all figures"), onPick: pickFromTable });
const search = createSearch({ input: at("region"), list: at("found"), onPick: region => { choose(region); map.zoomTo(region); } });
const scatter = createScatter({ at: at("scatter"), onPick: choose });

function drawFigure() {
  const f = figure();
  if (!f) return;
  map.colour(f.colour);
  at("caption").textContent = titled(f);
  legend.show(f);
  at("classes").textContent = text(f.method);
  drawDistribution(at("distribution"), f);
  drawRanking();
  writeState();
}

function bar(colour, share) {
  const drawn = make("span", { class: "bar" });
  drawn.style.width = `${share}%`;
  drawn.style.backgroundColor = colour;
  return drawn;
}

function drawRanking() {
  const f = figure(), most = Math.max(...f.order.map(region => Math.abs(f.values[region])), 0) || 1;
  at("rank-title").textContent = say(`排名：${titled(f)}`, `Ranking: ${titled(f)}`);
  ranking.show({
    columns: [
      { key: "rank", title: "#", numeric: false, text: region => String(f.rank(region)) },
      { key: "name", title: say("地区", "Region"), picks: true, text: region => results.regions[region].name },
      { key: "value", title: say("数值", "Value"), numeric: true, text: region => f.shown[region] },
      { key: "bar", title: say("比较", "Bar"), make: region => bar(f.colour(region), 100 * Math.abs(f.values[region]) / most) },
    ],
    keys: f.order,
    by: null,
  });
}

// Columns of the table of everything, which are the columns of its CSV.
function tableColumns() {
  return [
    { key: "code", title: say("代码", "Code"), text: region => results.regions[region].code, sort: region => results.regions[region].code },
    { key: "name", title: say("地区", "Region"), picks: true, text: region => results.regions[region].name, sort: region => results.regions[region].name },
    ...(results.regions.some(region => region.area) ? [{ key: "area", title: say(`面积（${results.areaUnit.zh}）`, `Area (${results.areaUnit.en})`), numeric: true,
      text: region => results.regions[region].area, sort: region => number(results.regions[region].area) }] : []),
    ...results.figures.map(f => ({ key: f.name, title: titled(f), numeric: true, text: region => f.shown[region] ?? "–", sort: f.height })),
  ];
}

function drawTable() {
  table.show({ columns: tableColumns(), keys: everything });
}

function drawScatter() {
  const across = results.figures[Number(at("across").value)], up = results.figures[Number(at("up").value)];
  if (!across || !up) return;
  scatter.show(across, up, results.regions);
  scatter.choose(state.region);
}

function drawDetail() {
  at("detail").replaceChildren(...regionDetail(results, state.region, {
    beside: state.beside,
    onBeside: () => {
      state.picking = state.beside < 0 && !state.picking;
      state.beside = -1;
      drawDetail();
      writeState();
    },
    onLocate: at("drawing").clientWidth > 0 ? () => map.zoomTo(state.region) : null,
  }));
  if (state.picking) at("detail").prepend(make("p", { class: "hint" }, say("请选择要对比的地区。", "Now choose the region to set beside it.")));
}

// While a region is being set beside another, the choice is that one.
function choose(region) {
  if (state.picking && region !== state.region) [state.beside, state.picking] = [region, false];
  else if (region !== state.region) [state.region, state.beside] = [region, state.beside === region ? -1 : state.beside];
  show();
  writeState();
}

function pickFromTable(region) {
  choose(region);
  at("map").scrollIntoView({ block: "start" });
}

function show() {
  const { region } = state, place = results.regions[region];
  search.set(place ? `${place.name} ${place.code}` : "");
  map.choose(region);
  ranking.choose(region, true);
  table.choose(region);
  scatter.choose(region);
  drawDetail();
}

function hover(region, event) {
  const f = figure(), tip = at("tip");
  tip.hidden = region < 0 || !f;
  legend.point(region < 0 || !f ? null : f.classOf(region));
  if (tip.hidden) return;
  tip.textContent = `${results.regions[region].name}: ${f.shown[region] ?? "–"} ${text(f.unit)}`;
  tip.style.left = `${Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 4)}px`;
  tip.style.top = `${event.clientY + 16}px`;
}

function writeState() {
  const code = region => results.regions[region]?.code;
  writeLink({ region: code(state.region), beside: code(state.beside), figure: state.figure === results.main ? "" : figure()?.name });
}

function follow(link) {
  const named = results.figure(link.figure ?? "");
  state.figure = named < 0 ? results.main : named;
  state.region = results.region(link.region ?? "");
  state.beside = results.region(link.beside ?? "");
}

function fillFigures(select, chosen) {
  select.replaceChildren(...kinds.filter(([kind]) => results.figures.some(f => f.kind === kind)).map(([kind, title]) => make("optgroup", { label: text(title) },
    ...results.figures.filter(f => f.kind === kind).map(f => make("option", { value: f.index }, titled(f))))));
  select.value = String(chosen);
}

function showUnit() {
  at("unit-detail").replaceChildren(...amountStories(results, at("unit").value));
}

function fillUnits() {
  if (!at("unit")) return;
  const chosen = at("unit").value;
  at("unit").replaceChildren(make("option", { value: "" }, say("— 选择单位 —", "— choose —")),
    ...results.otherPayees().map(({ code, name }) => make("option", { value: code }, name === code ? code : `${code} ${name}`)));
  at("unit").value = chosen;
  showUnit();
}

function draw() {
  fillFigures(at("figure"), state.figure);
  fillFigures(at("across"), at("across").value || (results.figures.findIndex(f => f.kind !== "Amount" && f.kind !== "Change")));
  fillFigures(at("up"), at("up").value || state.figure);
  search.show(results.regions);
  at("region").placeholder = say("名称、拼音首字母或代码", "name, pinyin initials or code");
  drawFigure();
  drawTable();
  drawScatter();
  show();
  fillUnits();
  at("language").textContent = say("English", "中文");
  at("language").lang = say("en", "zh-CN");
}

const drawn = () => picture(at("drawing"), {
  caption: `${document.title} ${titled(figure())}`,
  legend: [...at("legend").children].map(item => ({ colour: item.querySelector("rect").getAttribute("fill"), label: item.textContent })),
  source: document.querySelector("footer").innerText,
});
const same = shown => shown, plain = shown => (shown === "–" ? "" : shown.replaceAll(",", ""));
const fileName = ending => `${(figure()?.name ?? "map").replaceAll(/[^\p{L}\p{N}_-]+/gu, "-")}.${ending}`;

at("figure").addEventListener("change", event => {
  state.figure = Number(event.target.value);
  drawFigure();
  ranking.choose(state.region, true);
});
for (const id of ["across", "up"]) at(id).addEventListener("change", drawScatter);
at("unit")?.addEventListener("change", showUnit);
at("language").addEventListener("click", () => setLanguage(!chinese()));
at("zoom-in").addEventListener("click", () => map.zoom(0.6));
at("zoom-out").addEventListener("click", () => map.zoom(1 / 0.6));
at("zoom-all").addEventListener("click", map.whole);
at("save-svg").addEventListener("click", () => save(fileName("svg"), "image/svg+xml", svgText(drawn())));
at("save-png").addEventListener("click", async () => save(fileName("png"), "image/png", await png(drawn())));
at("save-csv").addEventListener("click", () => {
  const columns = tableColumns();
  save("regions.csv", "text/csv", csv([columns.map(column => column.title), ...table.rows().map(region => columns.map(column => (column.numeric ? plain : same)(column.text(region))))]));
});
for (const place of document.querySelectorAll("button.place")) place.addEventListener("click", () => map.mark(Number(place.dataset.x), Number(place.dataset.y)));

themeButton(at("theme"));
onLanguage(draw);
onLink(link => {
  follow(link);
  draw();
});
follow(readLink());
draw();
if (state.region >= 0) map.zoomTo(state.region);
