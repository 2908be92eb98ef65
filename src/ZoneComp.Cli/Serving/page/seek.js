// Looks for the value of one knob that brings a goal about.
// Takes: the dialog, the schemes, and what is tried now. Gives: open(knob, ...), which calls onTake(id, number) when the value is taken.

import { ask } from "./api.js";
import { button, make } from "./dom.js";
import { enterDoes } from "./focus.js";
import { say, text } from "./i18n.js";
import { grouped, typed } from "./digits.js";

export function createSeek(dialog) {
  function open(knob, { edits, scheme, unit, hasLastYear, payee, locked }, onTake) {
    const goals = [
      ...(hasLastYear ? [["RatioOfLastYear", say("所有单位不低于上年的（比例，如 0.95）", "everybody has at least this part of last year (such as 0.95)"), "0.95"],
        ["FewerBelowLastYear", say("低于上年的单位至多（个）", "at most so many are below last year"), "0"]] : []),
      ...(payee ? [["AmountOfPayee", say(`${payee.name} 至少（${unit}）`, `${payee.name} has at least (${unit})`), payee.amount]] : []),
      ["TotalAtMost", say(`合计至多（${unit}）`, `the total is at most (${unit})`), ""],
    ];
    const goal = make("select", { id: "seek-goal" }, ...goals.map(([name, label]) => make("option", { value: name }, label)));
    const value = make("input", { type: "text", class: "short", id: "seek-value", inputmode: "decimal", value: goals[0][2] });
    goal.addEventListener("change", () => { value.value = goals.find(one => one[0] === goal.value)[2]; });
    const least = make("input", { type: "text", class: "short", inputmode: "decimal", value: knob.least }), most = make("input", { type: "text", class: "short", inputmode: "decimal", value: knob.most });
    const told = make("div", { role: "status" });
    const find = button({ class: "primary" }, say("查找", "Find"), async () => {
      const numbers = [value, least, most].map(input => typed(input.value));
      if (numbers.includes(null)) {
        told.replaceChildren(make("p", { class: "s-error" }, say("请输入数字", "numbers are expected")));
        return;
      }

      find.disabled = true;
      told.replaceChildren(make("p", {}, say("正在逐一试算……", "Computing...")));
      try {
        const found = await ask("seek", { edits, knob: knob.id, goal: goal.value, value: numbers[0], least: numbers[1], most: numbers[2], scheme, payee: payee?.code ?? "", locked: locked ? "yes" : "" });
        const lines = [make("p", {}, make("strong", {}, text(found.text)))];
        if (found.reached !== null) lines.push(make("p", { class: "note" }, say(`此时实际为 ${grouped(found.reached, { decimals: null })}；共完整计算 ${found.runs} 次`, `reached there: ${grouped(found.reached, { decimals: null })}; ${found.runs} whole computations`)));
        if (found.number !== null) {
          lines.push(button({ class: "primary" }, say(`采用 ${found.number}`, `Take ${found.number}`), () => {
            dialog.close();
            onTake(knob.id, found.number);
          }));
        }

        told.replaceChildren(...lines);
      } catch (refused) {
        told.replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
      }

      find.disabled = false;
      if (!dialog.contains(document.activeElement) || document.activeElement === dialog) (told.querySelector("button") ?? find).focus();
    });
    dialog.replaceChildren(make("h2", { id: "dialog-title" }, say("找值", "Seek a value")),
      make("p", {}, `${knob.owner} · ${text(knob.title)} `, make("span", { class: "note" }, say(`现为 ${edits[knob.id] ?? knob.written}`, `now ${edits[knob.id] ?? knob.written}`))),
      make("form", { method: "dialog" }, make("label", { for: "seek-goal" }, say("目标", "Goal")), goal,
        make("label", { for: "seek-value" }, say("目标值", "Value of the goal")), value,
        make("label", {}, say("在此范围内查找：", "Look from "), least, say(" 至 ", " to "), most, ` ${text(knob.unit)}`),
        told, make("div", { class: "acts" }, button({}, say("关闭", "Close"), () => dialog.close()), find)));
    enterDoes(dialog.querySelector("form"), find);
    dialog.showModal();
  }

  return { open };
}
