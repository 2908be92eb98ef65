// The workbench: one map that stays, and places beside it.
// Everything that is shown was computed by the program; the page asks, draws, and keeps what is pinned.

import { at, button, make } from "./dom.js";
import { chinese, onLanguage, say, setLanguage, text } from "./i18n.js";
import { number, titled } from "./numbers.js";
import { createLegend } from "./legend.js";
import { createMap, drawOutlines } from "./map.js";
import { createSearch } from "./search.js";
import { createTable } from "./table.js";
import { csv, picture, png, save, svgText } from "./download.js";
import { onLink, readLink, writeLink } from "./permalink.js";
import { themeButton } from "./theme.js";
import { ask, latest, onChanged } from "./api.js";
import { grouped } from "./digits.js";
import { createFacts, held } from "./facts.js";
import { redraw } from "./focus.js";
import { createKnobs } from "./knobs.js";
import { createKeep } from "./keep.js";
import { createSeek } from "./seek.js";
import { createVariants } from "./variants.js";
import { createRun, findingEntry, findingList } from "./run.js";
import { createCompare } from "./compare.js";
import { createLayers } from "./layers.js";

const MOST_PINS = 4, ALIVE_MS = 20_000, ALL_SCHEMES = "*";
const state = { edits: {}, moved: "", scheme: "", figure: "amount", isChosen: false, filter: "all", region: -1, payee: null, pins: [], shown: null, base: null, place: "whatif", every: false, wanted: 0 };
const start = await ask("start");
if (!start.open) Object.assign(start, { title: start.policy, year: "", regions: [], knobs: [], groups: [], not_offered: [], schemes: [], columns: [], map: { empty: true, width: 1, height: 1, paths: [], names: [], name_size: 1 } });
setLanguage(start.language === "zh");
const regionOf = new Map(start.regions.map(([code], index) => [code, index]));
onChanged(why => renew(why).catch(told));
const hasLastYear = () => (state.scheme === "" ? start.schemes.filter(one => one.is_money).every(one => one.last_year) : start.schemes.find(one => one.name === state.scheme)?.last_year) === true;

// The places of the page's parts.
drawOutlines(at("drawing"), start.map);
const names = at("drawing").querySelector("#names");
names.setAttribute("font-size", start.map.name_size);
for (const [region, x, y] of start.map.names) {
  const name = document.createElementNS("http://www.w3.org/2000/svg", "text");
  name.setAttribute("x", x);
  name.setAttribute("y", y);
  name.textContent = start.regions[region][1];
  names.append(name);
}

document.querySelector(".picture").hidden = start.map.empty;
const map = createMap({ drawing: at("drawing"), onChoose: choose, onHover: hover });
map.whole();
const legend = createLegend({ list: at("legend"), missing: start.map.missing, onClass: index =>
  map.highlight(index === null ? null : region => state.shown?.figure?.of[region] === (index < 0 ? "-" : String(index))) });
const search = createSearch({ input: at("region"), list: at("found"), onPick: choose });
const table = createTable({ scroller: at("rows"), label: () => say("各单位金额", "Amounts of all payees"), onPick: code => {
  const byKeys = document.activeElement?.matches(":focus-visible");
  choosePayee(code);
  if (byKeys) at("detail").querySelector("button").focus(); // next is how it came about
} });
const facts = createFacts(at("facts"), filter => {
  state.filter = filter;
  drawRows();
  at("rows").scrollIntoView({ block: "nearest" });
  at("rows").focus({ preventScroll: true });
});
const variants = createVariants(at("variants"));
const run = createRun({ place: at("place"), start, onMark: (x, y) => map.mark(x, y), onAccepted: () => ask("alive").catch(() => {}) });
const compare = createCompare({ place: at("place"), wide: at("wide") });
const layers = createLayers({ place: at("place"), wide: at("wide"), start });
const keep = createKeep(at("dialog"), start), seek = createSeek(at("dialog"));
const knobs = createKnobs({ place: at("place"), start, onChange: change, onSeek: knob => seek.open(knob, {
  edits: state.edits, scheme: state.scheme, unit: unit(), hasLastYear: hasLastYear(), payee: payeeOf(), locked: knobs.isLocked(knob.id) }, (id, number) => change(id, number, knobs.isLocked(id))) });
themeButton(at("theme"));

// A change of one number; null takes it back.
function change(id, number, locked) {
  const edits = { ...state.edits };
  const written = start.knobs.find(knob => knob.id === id).written.replace(/\s/g, "");
  if (number === null || number === written) delete edits[id];
  else edits[id] = number;
  // Before anything differs, a map of differences is white; after, it is what is wanted.
  if (!state.isChosen && state.figure === "amount" && start.schemes.length > 0) {
    state.figure = "change";
    drawControls();
  }

  state.edits = edits;
  state.moved = locked ? id : "";
  state.wanted++;
  document.body.dataset.busy = "yes";
  drawBanner();
  compute();
}

const compute = latest(async () => {
  const { wanted } = state;
  document.body.dataset.busy = "yes";
  if (state.shown) drawVariants();
  const asked = state.edits, { scheme, figure } = state;
  try {
    const trial = await ask("trial", { edits: asked, moved: state.moved, scheme, figure });
    // Another scheme was chosen meanwhile: its answer is asked for already, and these amounts are not shown under its name.
    if (scheme !== state.scheme || figure !== state.figure) return;
    // What was typed meanwhile counts more than what gave way.
    if (state.edits === asked) {
      state.edits = trial.edits;
      state.moved = "";
    }

    trouble(trial);
    if (trial.has_numbers) {
      state.shown = Object.assign(trial, { scheme });
      draw();
    }

    at("shown").classList.toggle("old", !trial.has_numbers && state.shown !== null);
    at("rows").closest("section").hidden = state.shown === null;
    if (state.shown === null) map.colour(() => start.map.missing);
    knobs.show(state.edits);
    drawBanner();
    link();
    follow(trial);
  } catch (refused) {
    told(refused);
  }

  if (wanted === state.wanted) document.body.dataset.busy = "";
});

// What may come a little later than the numbers: pins in the scheme that is shown, and changes that move nothing.
const follow = latest(async trial => {
  try {
    await catchUp(trial);
  } catch (refused) {
    told(refused);
  }
});

async function catchUp(trial) {
  // The scheme may change while an answer is awaited: what comes is of the one that was asked for.
  const { scheme } = state;
  for (const pin of state.pins.filter(one => one.scheme !== scheme)) Object.assign(pin, { trial: await ask("trial", { edits: pin.edits, scheme, figure: "amount" }), scheme });
  if (state.pins.length > 0 && state.base?.scheme !== scheme) state.base = { trial: await ask("trial", { scheme, figure: "amount" }), scheme };
  drawVariants();
  if (trial.has_numbers && Object.keys(trial.edits).length > 0) {
    const { idle } = await ask("idle", { edits: trial.edits });
    if (JSON.stringify(state.edits) === JSON.stringify(trial.edits)) knobs.show(state.edits, idle);
  }
}

// Files changed on the disk: everything is read and computed anew, and the page says so. Regions that are others need another page.
let renewing = false;
async function renew(why) {
  if (renewing) return;
  renewing = true;
  try {
    const fresh = await ask("start"), same = ["regions", "map"].every(part => JSON.stringify(fresh[part]) === JSON.stringify(start[part]));
    const lost = !fresh.open ? 0 : [state.edits, ...state.pins.map(one => one.edits)].flatMap(Object.keys).filter(id => !fresh.knobs?.some(knob => knob.id === id)).length;
    const words = { why, lost, at: new Date().toTimeString().slice(0, 5) };
    if (!start.open || !fresh.open || !same) {
      sessionStorage.setItem("notice", JSON.stringify(words));
      location.reload();
      return;
    }

    Object.assign(start, fresh);
    for (const own of [state, ...state.pins]) own.edits = Object.fromEntries(Object.entries(own.edits).filter(([id]) => start.knobs.some(knob => knob.id === id)));
    for (const pin of state.pins) Object.assign(pin, { trial: null, scheme: null });
    state.base = null;
    if (state.scheme !== "" && !start.schemes.some(one => one.name === state.scheme)) state.scheme = start.schemes[0]?.name ?? "";
    at("title").textContent = start.title;
    notice(words);
    drawControls();
    if (["results", "whatif"].includes(state.place)) go(state.place);
    await compute();
  } finally {
    renewing = false;
  }
}

function notice({ why, lost, at: time }) {
  at("notice").hidden = false;
  at("notice").replaceChildren(make("strong", {}, say(`${time} 起内容有变：${why.zh}。`, `Changed at ${time}: ${why.en}.`)),
    make("span", {}, say("本页数字（含固定的方案）均已按现在的文件重算。", "Every number of this page, pinned variants too, was computed anew of the files as they are.")),
    lost > 0 ? make("strong", {}, say(`${lost} 处改动在现方案中已无对应数值，已去掉。`, `${lost} change(s) are of numbers that the policy no longer has, and were left out.`)) : "",
    button({ class: "small" }, say("知道了", "All right"), () => { at("notice").hidden = true; }));
}

function told(refused) {
  at("trouble").hidden = false;
  at("trouble").replaceChildren(make("strong", {}, refused.both ? text(refused.both) : String(refused)));
}

function trouble(trial) {
  const entry = finding => findingEntry(finding, { onMark: (x, y) => map.mark(x, y), isNamed: true });
  const lines = trial.errors.map(error => make("div", {}, make("strong", {}, error.line ? say(`第 ${error.line} 行：`, `line ${error.line}: `) : "", text(error)),
    error.source ? make("pre", {}, error.source) : ""));
  if (trial.errors.length === 0 && !trial.has_numbers) {
    lines.push(...trial.findings.filter(finding => finding.severity === "error").slice(0, 5).map(entry));
  }

  if (lines.length > 0 && state.shown) lines.push(make("div", { class: "note" }, say("下方仍是上一次算出的数字。请改回或改正以上数值。", "The numbers below are those of the last trial that could be computed. Change the value above, or take it back.")));
  if (trial.has_numbers && trial.examples > 0) {
    lines.push(make("div", {}, say(`测算方案中的算例有 ${trial.examples} 处与此不符；正式计算会因此停止，保存后请相应修改算例（examples）。`,
      `${trial.examples} figure(s) of the policy's worked examples no longer hold; a run would stop at that: mend the examples once the variant is saved.`)));
  }

  const own = trial.has_numbers ? trial.findings.filter(finding => finding.is_new) : [];
  if (own.length > 0) {
    lines.push(make("details", { class: "own-findings" }, make("summary", {}, say(`此方案另有 ${own.length} 条检查发现（测算方案本身没有）`, `${own.length} finding(s) that the policy as it is does not have`)),
      ...own.slice(0, 20).map(entry)));
  }

  at("trouble").hidden = lines.length === 0;
  at("trouble").replaceChildren(...lines);
}

function draw() {
  const trial = state.shown;
  redraw(at("facts"), () => facts.show(trial, state.scheme));
  drawMap();
  drawRows();
  drawDetail();
}

function drawMap() {
  const { figure } = state.shown;
  const colour = region => (!figure || figure.of[region] === "-" ? start.map.missing : figure.classes[Number(figure.of[region])][0]);
  map.colour(colour);
  at("caption").textContent = figure ? titled(figure) : say("此项没有可制图的数值", "nothing to draw of this");
  at("classes").textContent = figure ? text(figure.method) : "";
  if (figure) legend.show(figure);
}

const FILTERS = [
  ["all", "全部", "All", () => true], ["winners", "增加", "Raised", row => sign(row[3]) > 0], ["losers", "减少", "Lowered", row => sign(row[3]) < 0],
  ["below", "低于上年", "Below last year", row => row[6] !== null && sign(row[6]) < 0], ["held", "受上下限约束", "Held by a bound", row => row[8] !== ""],
];
const sign = digits => (digits.startsWith("-") ? -1 : /[1-9]/.test(digits) ? 1 : 0);

// Every figure of every region, as the program writes them for people.
async function drawEvery() {
  at("rows").classList.add("late"); // until the figures of these edits are here
  const asked = state.edits, { figures } = await ask("figures", { edits: asked });
  if (!state.every || state.edits !== asked) return;
  at("rows-title").textContent = say("全部地区与全部数值", "All regions, all figures");
  redraw(at("filters"), () => at("filters").replaceChildren(everyButton()));
  const column = figure => ({ key: figure.name, title: titled(figure), numeric: figure.numeric, text: code => figure.shown[regionOf.get(code)], sort: code => (figure.numeric ? number(figure.shown[regionOf.get(code)] || null) : figure.shown[regionOf.get(code)]) });
  state.columns = [{ key: "name", title: say("地区", "Region"), picks: true, text: code => start.regions[regionOf.get(code)][1], sort: code => start.regions[regionOf.get(code)][1] },
    { key: "code", title: say("代码", "Code"), text: code => code, sort: code => code }, ...figures.map(column)];
  table.show({ columns: state.columns, keys: start.regions.map(([code]) => code) });
  at("rows").classList.remove("late");
}

const everyButton = () => button({ "aria-pressed": String(state.every) }, say("全部数值", "All figures"), () => {
  state.every = !state.every;
  drawRows();
});

function drawRows() {
  if (state.every) {
    drawEvery().catch(told);
    return;
  }

  at("rows").classList.remove("late");
  const { rows, bounds } = state.shown, scheme = schemeTitle();
  const filters = FILTERS.filter(([name]) => name !== "below" || state.shown.totals.below_last_year);
  if (!filters.some(([name]) => name === state.filter)) state.filter = "all";
  redraw(at("filters"), () => at("filters").replaceChildren(...filters.map(([name, zh, en, holds]) => {
    const own = button({ "aria-pressed": String(state.filter === name) }, `${say(zh, en)} ${rows.filter(holds).length}`, () => {
      state.filter = name;
      drawRows();
    });
    return own;
  }), everyButton()));
  at("rows-title").textContent = say(`各单位数额（${unit()}）：${scheme}`, `Amounts (${unit()}): ${scheme}`);
  const byCode = new Map(rows.map(row => [row[0], row])), holds = filters.find(([name]) => name === state.filter)[3];
  const money = (key, title, place, options) => ({ key, title, numeric: true, text: code => grouped(byCode.get(code)[place], { decimals: null, ...options }), sort: code => value(byCode.get(code)[place]) });
  const columns = [
    { key: "name", title: say("单位", "Payee"), picks: true, text: code => byCode.get(code)[1] || code, sort: code => byCode.get(code)[1] },
    { key: "code", title: say("代码", "Code"), text: code => code, sort: code => code },
    money("amount", say("试算数额", "Amount"), 2), money("change", say("比基准增减", "Against the base"), 3, { signed: true }),
    money("percent", say("增减 %", "Change %"), 4, { signed: true, decimals: 2 }),
  ];
  if (state.shown.totals.below_last_year) {
    columns.push(money("last", say("上年", "Last year"), 5), money("last_change", say("比上年增减", "Against last year"), 6, { signed: true }), money("ratio", say("为上年的", "Part of last year"), 7, { decimals: 4 }));
  }

  if (rows.some(row => row[8] !== "")) columns.push({ key: "bound", title: say("限制", "Bound"), text: code => text(bounds[byCode.get(code)[8]] ?? ""), sort: code => byCode.get(code)[8] });
  state.columns = columns;
  const by = { winners: ["change", true], losers: ["change", false], below: ["ratio", false] }[state.filter];
  table.show({ columns, keys: rows.filter(holds).map(row => row[0]), ...(state.filter !== state.sortedFor && by ? { by: by[0], down: by[1] } : {}) });
  state.sortedFor = state.filter;
}

const value = digits => (digits === null ? NaN : Number(digits));
const unit = () => (state.shown ? text(state.shown.unit) : say("元", "yuan"));
const amount = (digits, options) => grouped(digits, { decimals: null, ...options });
const schemeTitle = () => start.schemes.find(one => one.name === state.scheme)?.title ?? say("全部资金合计", "all schemes together");
const rowOf = code => state.shown?.rows.find(row => row[0] === code);

function payeeOf() {
  const row = state.payee === null ? null : rowOf(state.payee);
  return row ? { code: row[0], name: row[1], amount: row[2] } : null;
}

function choose(region) {
  state.region = region;
  choosePayee(start.regions[region][0]);
}

function choosePayee(code) {
  state.payee = code;
  state.region = regionOf.get(code) ?? -1;
  if (state.region >= 0) {
    map.choose(state.region);
    search.set(start.regions[state.region][1]);
  }

  table.choose(code, true);
  drawDetail();
  link();
}

function drawDetail() {
  at("how").replaceChildren();
  if (state.payee === null) {
    at("detail").replaceChildren(make("p", { class: "note" }, say("点击地图或表中的单位，查看它的数字及由来。", "Click the map or a payee in the table to see its numbers and how they came about.")));
    return;
  }

  const row = rowOf(state.payee), region = state.region, figure = state.shown.figure;
  const lines = row ? [[say("试算数额", "Amount"), amount(row[2])], [say("比基准增减", "Against the base"), amount(row[3], { signed: true })]] : [];
  if (row && row[5] !== null) lines.push([say("上年", "Last year"), amount(row[5])], [say("比上年增减", "Against last year"), `${amount(row[6], { signed: true })}${row[7] === null ? "" : say(`（为上年的 ${row[7]}）`, ` (${row[7]} of last year)`)}`]);
  if (row && row[8] !== "") lines.push([say("限制", "Bound"), text(state.shown.bounds[row[8]])]);
  if (region >= 0 && figure && start.columns.some(one => one.name === state.figure)) lines.unshift([titled(figure), figure.shown[region] || "–"]);
  at("detail").replaceChildren(make("h3", {}, row?.[1] || start.regions[region]?.[1] || state.payee), make("p", { class: "note" }, `${state.payee} · ${schemeTitle()}`),
    make("table", {}, make("tbody", {}, ...lines.map(([label, shown]) => make("tr", {}, make("th", { scope: "row" }, label), make("td", { class: "n" }, shown))))),
    make("div", { class: "acts" }, whichColumn(), button({}, say("这个数怎么来的", "How did this come about"), () => explain(false))));
}

// Any number of the payee can be asked about; first the one that is shown.
function whichColumn() {
  const shown = start.columns.some(one => one.name === state.figure) ? state.figure : state.scheme;
  const list = make("select", { id: "how-of", "aria-label": say("哪个数", "Which number") }, ...[...start.schemes, ...start.columns].map(one => make("option", { value: one.name, selected: one.name === shown }, one.title)),
    make("option", { value: "", selected: shown === "" }, say("全部数字与面积", "every number and area")));
  return list;
}

async function explain(isFull) {
  try {
    const told = await ask("explain", { edits: state.edits, code: state.payee, column: at("how-of").value, full: isFull ? "yes" : "" });
    const whole = told.steps.map(step => text(step.text)).join("\n\n"), lines = whole.split("\n");
    const pre = make("pre", { tabindex: "0" }, isFull ? whole : text(told.brief) || lines.slice(0, 3).join("\n"));
    at("how").replaceChildren(make("h3", {}, say("由来", "How it came about")), pre);
    if (!isFull && lines.length > 3) {
      at("how").append(make("div", { class: "acts" }, button({}, say(`全部 ${lines.length} 行`, `All ${lines.length} lines`), () => { pre.textContent = whole; }),
        button({}, say("含长合计的每一项", "With every addend"), () => explain(true))));
    }
  } catch (refused) {
    at("how").replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
  }
}

function hover(region, event) {
  const tip = at("tip");
  tip.hidden = region < 0 || !state.shown;
  legend.point(region < 0 || !state.shown?.figure ? null : state.shown.figure.of[region] === "-" ? -1 : Number(state.shown.figure.of[region]));
  if (tip.hidden) return;
  tip.textContent = `${start.regions[region][1]}: ${state.shown.figure?.shown[region] || say("无数据", "no value")}`;
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 200)}px`;
  tip.style.top = `${event.clientY + 14}px`;
}

function drawBanner() {
  const count = Object.keys(state.edits).length, banner = at("banner");
  banner.hidden = count === 0;
  if (count === 0) return;
  const totals = state.shown?.totals, below = totals?.below_last_year;
  redraw(banner, () => banner.replaceChildren(make("strong", {}, say("试算，未保存", "Trial, not saved")), say(`改动 ${count} 处`, `${count} number(s) changed`),
    totals ? make("span", { class: "note" }, say(`合计 ${amount(totals.amount)} ${unit()}${below ? `，低于上年 ${below.payees} 个` : ""}`, `${amount(totals.amount)} ${unit()}${below ? `, ${below.payees} below last year` : ""}`)) : "",
    button({}, say("固定此方案", "Pin this variant"), pin), button({ class: "primary" }, say("保存……", "Save..."), () => keep.open(state.edits, Object.entries(state.edits).map(describe)).catch(told)),
    button({}, say("全部恢复", "Take all back"), () => {
      state.edits = {};
      state.moved = "";
      compute();
      at("place").focus(); // the banner goes
    })));
}

function pin() {
  if (state.pins.length >= MOST_PINS) {
    told({ both: { zh: `最多固定 ${MOST_PINS} 个方案；请先取消一个`, en: `at most ${MOST_PINS} variants are pinned; unpin one first` } });
    return;
  }

  const own = pinned([0, 1, 2, 3].find(place => !state.pins.some(one => one.place === place)), state.shown.edits);
  state.pins.push(Object.assign(own, { trial: state.shown, scheme: state.shown.scheme }));
  link();
  follow(state.shown);
}

// Computed when it is first shown.
const pinned = (place, edits) => ({ place, name: String.fromCharCode(65 + place), edits, trial: null, scheme: null });

const describe = ([id, number]) => {
  const knob = start.knobs.find(one => one.id === id);
  return `${knob.file === "" ? "" : `${knob.file} `}${text(knob.title)} ${knob.written} → ${number}${text(knob.unit)}`;
};

function drawVariants() {
  if (state.pins.length === 0) at("variants").hidden = true;
  // Until all are of the scheme that is shown, what stands there is faded, under its own scheme's name.
  const lost = state.pins.filter(one => one.trial?.has_numbers === false).map(one => one.name).join(say("、", ", "));
  const isLate = [state.base, state.shown, ...state.pins].some(one => one?.scheme !== state.scheme);
  at("variants").classList.toggle("old", isLate);
  if (state.pins.length === 0 || isLate) return;
  const column = (name, edits, trial, more = {}) => ({ name, edits: Object.entries(edits), totals: trial.totals, bounds: held(trial, state.scheme), ...more });
  const show = edits => () => {
    state.edits = edits;
    state.moved = "";
    compute();
  };
  const isPinned = state.pins.some(one => JSON.stringify(one.edits) === JSON.stringify(state.edits));
  redraw(at("variants"), () => variants.show([
    column(say("基准", "Base"), {}, state.base.trial, { onShow: show({}) }),
    ...state.pins.filter(one => one.trial.has_numbers).map(one => column(say(`方案 ${one.name}`, `Variant ${one.name}`), one.edits, one.trial, {
      isNow: JSON.stringify(one.edits) === JSON.stringify(state.edits),
      onShow: show(one.edits),
      onDrop: () => {
        state.pins = state.pins.filter(other => other !== one);
        link();
        drawVariants();
      },
    })),
    ...(isPinned || Object.keys(state.edits).length === 0 ? [] : [column(say("当前试算", "This trial"), state.edits, state.shown, { isNow: true })]),
  ], describe, { scheme: schemeTitle(), unit: unit(),
    note: lost === "" ? "" : say(`方案 ${lost} 的数值现在无法计算。`, `What is pinned as ${lost} can no longer be computed.`) }));
}

function drawControls() {
  at("scheme").replaceChildren(...start.schemes.map(one => make("option", { value: one.name }, one.title)),
    ...(start.schemes.filter(one => one.is_money).length > 1 ? [make("option", { value: "" }, say("全部资金合计", "All schemes together"))] : []));
  at("scheme").value = state.scheme;
  const figures = [["change", say("与基准之差", "Change from the base")], ["amount", say("金额", "Amount")], ...(hasLastYear() ? [["last_year", say("比上年增减", "Change from last year")]] : [])];
  if (state.figure === "last_year" && !hasLastYear()) state.figure = "change";
  at("figure").replaceChildren(...(start.schemes.length > 0 ? figures : []).map(([name, title]) => make("option", { value: name }, title)),
    make("optgroup", { label: say("系数与指标", "Factors and indicators") }, ...start.columns.toReversed().map(one => make("option", { value: one.name }, one.title))));
  at("figure").value = state.figure;
  at("language").textContent = chinese() ? "English" : "中文";
  at("language").lang = chinese() ? "en" : "zh-CN";
  at("files").textContent = start.from === "" ? start.policy : say(`${start.policy}，面积取自 ${start.from}`, `${start.policy}, areas from ${start.from}`);
  if (start.measured_of) {
    at("files").append(" ", make("strong", { class: "s-warning" }, say(`图层 ${start.measured_of} 在这些结果之后已改动：面积仍是当时的，请重新运行`,
      `The maps ${start.measured_of} changed since: the areas are those of before; run again`)));
  }
}

at("scheme").addEventListener("change", () => {
  state.scheme = at("scheme").value;
  drawControls();
  link();
  compute();
});
at("figure").addEventListener("change", () => {
  state.figure = at("figure").value;
  state.isChosen = true;
  link();
  compute();
});
at("zoom-in").addEventListener("click", () => map.zoom(0.5));
at("zoom-out").addEventListener("click", () => map.zoom(2));
at("zoom-all").addEventListener("click", () => map.whole());
at("language").addEventListener("click", () => setLanguage(!chinese()));
const drawn = () => picture(at("drawing"), {
  caption: at("caption").textContent,
  legend: (state.shown.figure?.classes ?? []).map(([colour, label]) => ({ colour, label })),
  source: `${start.title} ${start.year} · ${Object.keys(state.edits).length > 0 ? say("试算，未保存", "trial, not saved") : start.policy}`,
});
at("save-svg").addEventListener("click", () => save("map.svg", "image/svg+xml", svgText(drawn())));
at("save-png").addEventListener("click", async () => save("map.png", "image/png", await png(drawn())));
at("save-csv").addEventListener("click", () => {
  const heads = state.columns.map(column => column.title), byCode = new Map(state.shown.rows.map(row => [row[0], row]));
  if (state.every) {
    save("figures.csv", "text/csv", csv([heads, ...table.rows().map(code => state.columns.map(column => column.text(code).replaceAll(",", "")))]));
    return;
  }

  const place = { name: 1, code: 0, amount: 2, change: 3, percent: 4, last: 5, last_change: 6, ratio: 7 };
  const cell = (column, code) => (column.key === "bound" ? column.text(code) : byCode.get(code)[place[column.key]]);
  save("amounts.csv", "text/csv", csv([heads, ...table.rows().map(code => state.columns.map(column => cell(column, code)))]));
});

function link() {
  if (!start.open) return; // what was tried waits in the address until the policy opens
  writeLink({ place: state.place === "whatif" ? "" : state.place, region: state.payee ?? "", scheme: state.scheme === "" ? ALL_SCHEMES : state.scheme, figure: state.figure, edits: Object.keys(state.edits).length > 0 ? JSON.stringify(state.edits) : "",
    pins: state.pins.length > 0 ? JSON.stringify(state.pins.map(one => one.edits)) : "" });
}

function takeLink(shown) {
  if (shown.scheme !== undefined && start.schemes.some(one => one.name === shown.scheme)) state.scheme = shown.scheme;
  if (shown.scheme === ALL_SCHEMES) state.scheme = "";
  if (PLACES.some(([name]) => name === shown.place)) state.place = shown.place;
  if (shown.figure) {
    state.isChosen = shown.figure !== state.figure;
    state.figure = shown.figure;
  }

  if (shown.region) state.payee = shown.region;
  const known = edits => Object.fromEntries(Object.entries(edits).filter(([id, number]) => typeof number === "string" && start.knobs.some(knob => knob.id === id)));
  try {
    state.edits = known(JSON.parse(shown.edits ?? "{}"));
    // A link without pins leaves those that are there.
    if (shown.pins !== undefined) state.pins = JSON.parse(shown.pins).slice(0, MOST_PINS).map((edits, place) => pinned(place, known(edits)));
  } catch {
    state.edits = {};
  }
}

// What stands on the left, and whether the shared map and rows stand beside it.
const PLACES = [
  ["layers", "图层", "Layers", false, () => layers.draw()],
  ["run", "运行", "Run", true, () => run.draw()],
  ["results", "结果", "Results", true, drawResults],
  ["whatif", "试算", "What if", true, () => {
    knobs.draw();
    knobs.show(state.edits);
  }],
  ["compare", "对比", "Compare", false, () => compare.draw()],
];

function go(name) {
  document.body.dataset.place = state.place = name;
  const [, , , hasMap, draws] = PLACES.find(([own]) => own === name);
  at("wide").hidden = hasMap;
  at("shown").hidden = !hasMap || !start.open;
  at("wide").replaceChildren();
  at("place").replaceChildren();
  places();
  if (!start.open && ["results", "whatif"].includes(name)) {
    at("place").replaceChildren(make("p", { class: "s-warning" }, text(start.why)));
    return;
  }

  Promise.resolve(draws()).catch(told);
  link();
}

function places() {
  at("places").replaceChildren(...PLACES.map(([name, zh, en]) => button({ "aria-current": name === state.place ? "page" : null }, say(zh, en), () => {
    go(name);
    at("place").focus();
  })));
}

// The results as they are: what the run found, and every figure of every region.
async function drawResults() {
  // Nothing differs from the base: the amounts say more than a map of noughts.
  if (state.figure === "change" && Object.keys(state.edits).length === 0) {
    state.figure = "amount";
    drawControls();
    compute();
  }

  const { findings } = await ask("findings");
  at("place").replaceChildren(make("h2", {}, say("结果", "Results")),
    make("p", { class: "note" }, start.from === "" ? say("由图层直接量算。", "Measured from the maps.") : say(`取自 ${start.from}。地图、排名与表格在右侧；表格可切换为全部数值。`, `From ${start.from}. Map, ranking and table stand beside; the table can show every figure.`)),
    ...(Object.keys(state.edits).length > 0 ? [make("p", { class: "s-warning" }, say("右侧为试算数字，不是这份结果：", "The numbers beside are a trial, not these results: "), button({ class: "small" }, say("恢复", "Take all back"), () => {
      state.edits = {};
      compute();
      go("results");
    }))] : []),
    findingList(findings, { onMark: (x, y) => map.mark(x, y) }));
}

// With last year first, then the largest.
state.scheme = (start.schemes.find(one => one.last_year) ?? start.schemes.at(-1))?.name ?? "";
if (start.schemes.length === 0) state.figure = start.columns.at(-1)?.name ?? "";
state.place = start.open ? "whatif" : start.has_policy ? "run" : "layers";
takeLink(readLink());
onLink(shown => {
  takeLink(shown);
  drawControls();
  compute();
});
at("title").textContent = start.title;
at("year").textContent = start.year;
document.title = `${start.title} ${start.year}`;
const said = sessionStorage.getItem("notice");
sessionStorage.removeItem("notice");
if (said !== null) notice(JSON.parse(said));
if (!start.open) told({ both: start.why });
search.show(start.regions.map(([code, name]) => ({ code, name })));
onLanguage(() => {
  drawControls();
  go(state.place);
  if (state.shown) draw();
  drawBanner();
  drawVariants();
});
setLanguage(chinese());
if (start.open) await compute();
if (state.payee !== null) choosePayee(state.payee);
setInterval(() => ask("alive").catch(told), ALIVE_MS);
document.body.dataset.ready = "yes";
