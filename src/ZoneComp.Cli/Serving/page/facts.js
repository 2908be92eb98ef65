// What a trial comes to, in a few figures; each opens the rows behind it.
// Takes: the element, a trial's answer and onFilter(name). Gives: show.

import { make } from "./dom.js";
import { say, text } from "./i18n.js";
import { grouped } from "./digits.js";

export function createFacts(element, onFilter) {
  function fact(label, value, small, filter, tone) {
    const content = [make("span", { class: tone ?? null }, value), " ", make("small", {}, small ?? "")];
    const shown = filter ? make("button", { type: "button", "aria-label": `${label} ${value} ${small ?? ""}` }, ...content) : null;
    shown?.addEventListener("click", () => onFilter(filter));
    return make("div", {}, make("dt", {}, label), make("dd", {}, ...(shown ? [shown] : content)));
  }

  return {
    show(trial, scheme) {
      const { totals } = trial, unit = text(trial.unit), amount = digits => grouped(digits, { decimals: null }), side = own => `${grouped(own.yuan, { signed: true, decimals: null })} ${unit}`;
      const own = trial.schemes.find(one => one.name === scheme);
      const facts = [fact(say(`合计（${unit}）`, `Total (${unit})`), amount(totals.amount), totals.amount === totals.base ? say("与基准相同", "as the base") : say(`基准 ${amount(totals.base)}`, `base ${amount(totals.base)}`), "all"),
        fact(say("比基准增加", "Raised against the base"), String(totals.winners.payees), side(totals.winners), "winners", "up"),
        fact(say("比基准减少", "Lowered against the base"), String(totals.losers.payees), side(totals.losers), "losers", "down")];
      if (totals.below_last_year) {
        facts.push(fact(say("低于上年", "Below last year"), String(totals.below_last_year.payees), side(totals.below_last_year), "below", "down"));
        if (totals.lowest_ratio) facts.push(fact(say("最低为上年的", "Lowest part of last year"), totals.lowest_ratio, totals.lowest_payee, "below"));
      }

      const held = (own ? [own] : trial.schemes.filter(one => one.is_money)).flatMap(one => one.bounds);
      if (held.length > 0) {
        facts.push(fact(say("受上下限约束", "Held by a bound"), String(held.reduce((sum, bound) => sum + bound.payees, 0)),
          held.map(bound => say(`${text(bound.name)}：抬高 ${bound.raised}，压低 ${bound.lowered}`, `${text(bound.name)}: ${bound.raised} raised, ${bound.lowered} lowered`)).join("; "), "held"));
      }

      if (own && /[1-9]/.test(own.left)) facts.push(fact(say(`未分配（${unit}）`, `Left (${unit})`), amount(own.left)));
      element.replaceChildren(make("dl", { class: "facts" }, ...facts));
    },
  };
}

// How many payees of a trial a bound holds.
export const held = (trial, scheme) => (scheme === "" ? trial.schemes.filter(one => one.is_money) : trial.schemes.filter(one => one.name === scheme))
  .reduce((sum, one) => sum + one.bounds.reduce((own, bound) => own + bound.payees, 0), 0);
