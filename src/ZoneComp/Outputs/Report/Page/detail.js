// Everything about a region, alone or beside another one.
// Takes: results (data.js), a region, and another one or -1. Gives: elements.

import { button, make } from "./dom.js";
import { say, text } from "./i18n.js";
import { titled } from "./numbers.js";
import { kinds } from "./data.js";
import { amountStories, columnTrails } from "./story.js";

export function regionDetail(results, region, { beside = -1, onBeside = () => {}, onLocate = null } = {}) {
  if (region < 0) {
    return [make("p", { class: "note" },
      say("点击地图、在列表中或搜索选择一个地区，查看它的全部数值。", "Click the map, pick a region from the list or search for one to see all its numbers."))];
  }

  const shown = beside < 0 || beside === region ? [region] : [region, beside];
  const places = shown.map(at => results.regions[at]), alone = shown.length === 1;
  const parts = [make("h3", {}, places.map(place => place.name).join(say("　对比　", " beside "))),
    make("p", { class: "note" }, places.map(place => place.area ? `${place.code} · ${place.area} ${say(results.areaUnit.zh, results.areaUnit.en)}` : place.code).join("　|　")), acts(alone, onBeside, onLocate)];
  parts.push(...amounts(results, places), ...figures(results, places));
  for (const place of places) {
    const told = [...columnTrails(results, place.index), ...amountStories(results, place.code)];
    if (!alone && told.length > 0) parts.push(make("h4", {}, place.name));
    parts.push(...told);
  }

  return parts;
}

function acts(alone, onBeside, onLocate) {
  return make("p", { class: "acts" },
    onLocate ? button({ id: "locate" }, say("缩放至此", "Zoom to it"), onLocate) : null,
    button({ id: "beside", "aria-pressed": String(!alone) }, alone ? say("与另一地区对比", "Set beside another") : say("结束对比", "End comparison"), onBeside));
}

const heads = (places, span = 1) => (places.length === 1 ? null
  : make("thead", {}, make("tr", {}, make("td"), ...places.map(place => make("th", { scope: "col", class: "n", colspan: span }, place.name)))));

const rows = (places, lines) => make("table", {}, heads(places), make("tbody", {}, ...lines.map(([label, ...values]) =>
  make("tr", {}, make("th", { scope: "row" }, label), ...values.map(value => make("td", { class: "n" }, value))))));

// By scheme (and source), every region's own row.
function amounts(results, places) {
  const paid = places.map(place => new Map(results.paid(place.index).map(row => [`${row.scheme}\n${row.source}`, row])));
  const keys = [...new Set(paid.flatMap(rows => [...rows.keys()]))];
  return keys.flatMap(key => {
    const [scheme, source] = key.split("\n"), own = paid.map(rows => rows.get(key));
    const value = of => own.map(row => (row ? of(row) : "–"));
    const lines = [[say("测算额", "Computed"), ...value(row => row.computed)], [say("调整后", "After bounds"), ...value(row => row.bounded)],
      [say("下达额", "Amount"), ...value(row => row.amount)], [say("上年数", "Last year"), ...value(row => row.last)], [say("增减", "Change"), ...value(row => row.change)]];
    if (own.some(row => row && text(row.bound) !== "")) lines.push([say("限制", "Bound"), ...value(row => text(row.bound) || "–")]);
    if (own.some(row => row && text(row.note) !== "")) lines.push([say("说明", "Note"), ...value(row => text(row.note) || "–")]);
    return [make("h4", {}, source === "" ? scheme : `${scheme} · ${source}`, make("span", { class: "note" }, say("（元）", " (yuan)"))),
      rows(places, lines)];
  });
}

function figures(results, places) {
  const parts = [];
  for (const [kind, title] of kinds) {
    const all = results.figures.filter(figure => figure.kind === kind);
    if (all.length === 0 || kind === "Amount" || kind === "Change") continue;
    parts.push(make("h4", {}, text(title)), make("table", {}, heads(places, 2), make("tbody", {}, ...all.map(figure => {
      const head = make("th", { scope: "row" }, titled(figure));
      if (figure.formula !== "") head.append(make("br"), make("code", {}, figure.formula));
      return make("tr", {}, head, ...places.flatMap(({ index }) => {
        const rank = figure.rank(index);
        return [make("td", { class: "n" }, figure.shown[index] ?? "–"), make("td", { class: "n" }, rank === null ? "–" : say(`第 ${rank} 名`, `no. ${rank}`))];
      }));
    }))));
  }

  return parts;
}
