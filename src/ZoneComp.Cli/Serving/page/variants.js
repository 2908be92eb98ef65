// Base, pinned variants and the trial of now, side by side.
// Takes: the section, and by show() columns { name, edits, totals, schemes, onShow, onDrop }, how a change is told, the scheme's title with its unit, and a note or "". Gives: show.

import { button, make } from "./dom.js";
import { say } from "./i18n.js";
import { grouped } from "./digits.js";

export function createVariants(section) {
  return {
    show(columns, describe, { scheme, unit, note }) {
      section.hidden = columns.length < 2 && note === "";
      if (section.hidden) return;
      const amount = (digits, options) => grouped(digits, { decimals: null, ...options });
      const lines = [
        [say(`合计（${unit}）`, `Total (${unit})`), one => amount(one.totals.amount)],
        [say("增加的单位", "Raised"), one => `${one.totals.winners.payees} · ${amount(one.totals.winners.yuan, { signed: true })}`],
        [say("减少的单位", "Lowered"), one => `${one.totals.losers.payees} · ${amount(one.totals.losers.yuan)}`],
      ];
      if (columns.some(one => one.totals.below_last_year)) {
        lines.push([say("低于上年", "Below last year"), one => (one.totals.below_last_year ? `${one.totals.below_last_year.payees} · ${amount(one.totals.below_last_year.yuan)}` : "–")],
          [say("最低为上年的", "Lowest part of last year"), one => one.totals.lowest_ratio ?? "–"]);
      }

      lines.push([say("受上下限约束", "Held by a bound"), one => one.bounds], [say("改动", "Changes"), one => one.edits.map(describe).join("; ") || "–"]);
      const head = columns.map(one => make("th", { scope: "col", class: one.isNow ? "now" : null }, one.name, " ",
        one.onShow ? button({ class: "small" }, say("显示", "Show"), one.onShow) : "", " ",
        one.onDrop ? button({ class: "small", "aria-label": say(`取消固定 ${one.name}`, `Unpin ${one.name}`) }, "✕", one.onDrop) : ""));
      section.replaceChildren(make("h2", {}, say(`方案并列：${scheme}`, `Variants side by side: ${scheme}`)), make("table", {}, make("thead", {}, make("tr", {}, make("td"), ...head)),
        make("tbody", {}, ...lines.map(([label, value]) => make("tr", {}, make("th", { scope: "row" }, label),
          ...columns.map(one => make("td", { class: one.isNow ? "n now" : "n" }, String(value(one)))))))), note === "" ? "" : make("p", { class: "note" }, note));
    },
  };
}
