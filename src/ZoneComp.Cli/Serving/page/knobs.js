// The numbers of the policy, to be changed.
// Takes: `start` (knobs, groups, and tables whose numbers are none; it may change), onChange(id, text or null), onSeek(knob). Gives: show(edits, idle), and the locks.

import { button, make } from "./dom.js";
import { say, text } from "./i18n.js";
import { grouped, percentOf, relative, typed } from "./digits.js";

const ROLES = [
  ["Fund", "资金", "Funds"], ["Weight", "权重与比例", "Weights and portions"], ["Rate", "标准与单价", "Rates"], ["Parameter", "参数表", "Parameter tables"], ["Bound", "上下限", "Bounds"],
  ["Band", "分档", "Bands"], ["Membership", "认定门槛", "Membership"], ["Coefficient", "系数", "Coefficients"], ["Other", "其他数值", "Other numbers"],
];
const OPEN = ["Fund", "Weight", "Bound"];
const FILTER_FROM = 25; // knobs

export function createKnobs({ place, start, onChange, onSeek }) {
  const unlocked = new Set(), entries = new Map();
  let edits = {}, opened = new Set(OPEN);

  const isLocked = knob => knob.group >= 0 && !unlocked.has(knob.group);

  function enter(knob, given, input) {
    const value = relative(given, knob.written) ?? typed(given);
    input.setAttribute("aria-invalid", String(value === null));
    if (value === null) return;
    onChange(knob.id, value, isLocked(knob));
  }

  function entry(knob) {
    const id = `k-${entries.size}`;
    const value = make("input", { type: "text", id, inputmode: "decimal", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-was` });
    const slider = make("input", { type: "range", min: knob.least, max: knob.most, step: knob.step, "aria-label": `${knob.owner} ${text(knob.title)}`, tabindex: "-1" }); // by keyboard the field beside it does the same
    const was = make("span", { class: "was", id: `${id}-was` }), idle = make("span", { class: "idle", role: "status" });
    const back = button({ class: "small" }, "↺", () => {
      onChange(knob.id, null, isLocked(knob));
      value.focus(); // the button goes
    });
    back.setAttribute("aria-label", say(`恢复为 ${knob.written}`, `Back to ${knob.written}`));
    back.title = say("恢复", "Back");
    const seek = button({ class: "small" }, say("找值", "Seek"), () => onSeek(knob));
    seek.title = say("找出达到某个目标的数值", "Find the value that brings a goal about");
    value.addEventListener("input", () => { value.dataset.typed = "yes"; });
    value.addEventListener("change", () => {
      delete value.dataset.typed;
      enter(knob, value.value, value);
    });
    value.addEventListener("blur", () => delete value.dataset.typed);
    slider.addEventListener("input", () => {
      value.value = slider.value;
      value.removeAttribute("aria-invalid");
      onChange(knob.id, slider.value, isLocked(knob));
    });
    const own = make("div", { class: "knob" }, make("span", { class: "place-line" }, knob.file === "" ? say(`第 ${knob.line} 行`, `line ${knob.line}`) : say(`${knob.file} 第 ${knob.line} 行`, `${knob.file}, line ${knob.line}`)),
      make("label", { for: id }, text(knob.title)), knob.context === knob.written ? "" : make("code", {}, knob.context),
      make("div", { class: "entry" }, value, text(knob.unit), slider, back, seek), was, idle);
    entries.set(knob.id, { own, value, slider, was, idle, back, knob });
    return own;
  }

  function groupField(group, members) {
    const locked = make("input", { type: "checkbox", checked: !unlocked.has(group), disabled: start.groups[group].required });
    locked.addEventListener("change", () => {
      if (locked.checked) unlocked.delete(group);
      else unlocked.add(group);
    });
    return make("fieldset", {}, make("legend", {}, make("label", {}, locked, " ",
      say(`合计保持 ${start.groups[group].total}，其余按比例调整`, `the sum stays ${start.groups[group].total}: the others give way in proportion`))), ...members.map(entry));
  }

  function section([role, zh, en], wanted) {
    const own = start.knobs.filter(knob => knob.role === role && matches(knob, wanted));
    const notes = role === "Parameter" && wanted === "" ? start.not_offered : [];
    if (own.length + notes.length === 0) return "";
    const parts = [];
    if (role === "Parameter" && own.length > 0) {
      parts.push(make("p", { class: "note" }, say("表文件本身不会被改动：保存方案时，改动写入表的副本，由方案引用。",
        "The table itself stays as it is: saving writes the changes to a copy of it, which the variant names.")));
    }

    for (const owner of new Set(own.map(knob => knob.owner_name))) {
      const members = own.filter(knob => knob.owner_name === owner);
      parts.push(make("h4", {}, members[0].owner));
      for (const group of new Set(members.map(knob => knob.group))) {
        const together = members.filter(knob => knob.group === group);
        parts.push(...(group < 0 ? together.map(entry) : [groupField(group, together)]));
      }
    }

    parts.push(...notes.map(why => make("p", { class: "note" }, text(why))));
    const whole = make("details", { open: opened.has(role) || wanted !== "" }, make("summary", {}, `${say(zh, en)} (${own.length})`), ...parts);
    whole.addEventListener("toggle", () => {
      if (whole.open) opened.add(role);
      else opened.delete(role);
    });
    return whole;
  }

  const matches = (knob, wanted) => wanted === "" || [knob.owner, knob.owner_name, knob.title.zh, knob.title.en, knob.context].some(part => part.toLowerCase().includes(wanted));

  function draw() {
    const list = make("div", { class: "knobs" });
    const filter = make("input", { type: "search", placeholder: say("查找数值：名称、公式", "Find a number: name, formula"), "aria-label": say("查找数值", "Find a number") });
    const fill = () => {
      entries.clear();
      list.replaceChildren(...ROLES.map(role => section(role, filter.value.trim().toLowerCase())));
      show(edits);
    };
    filter.addEventListener("input", fill);
    place.replaceChildren(make("p", { class: "note" }, say(
      "改一个数，金额立即按测算方案重算。可直接输入，也可写 -5% 表示在原值上减少 5 %。",
      "Change a number and all amounts are computed anew. Type a value, or -5% for five per cent less than the policy says.")),
    ...(start.knobs.length >= FILTER_FROM ? [filter] : []), list);
    fill();
  }

  function show(now, idle = []) {
    edits = now;
    for (const { own, value, slider, was, idle: still, back, knob } of entries.values()) {
      const edited = Object.hasOwn(edits, knob.id), shown = edited ? edits[knob.id] : knob.written.replace(/\s/g, "");
      own.classList.toggle("changed", edited);
      // What is being typed stays, whatever answer comes meanwhile.
      if (value.dataset.typed === undefined && (document.activeElement !== value || value.getAttribute("aria-invalid") !== "true")) value.value = shown;
      if (document.activeElement !== slider || slider.value !== shown) slider.value = shown;
      const change = percentOf(shown, knob.written);
      const part = change === null ? "" : ` · ${change > 0 ? "+" : ""}${Number(change.toFixed(2))} %`;
      const long = shown.replace(/\D/g, "").length > 6 ? `${grouped(shown, { decimals: null })} · ` : "";
      was.textContent = edited ? `${long}${say("测算方案为", "policy says")} ${grouped(knob.written, { decimals: null })}${part}` : long.replace(" · ", "");
      still.textContent = idle.includes(knob.id) ? say(" 此改动不影响任何金额。", " This change moves no amount.") : "";
      back.hidden = !edited;
    }
  }

  return {
    draw,
    show,
    isLocked: id => isLocked(start.knobs.find(knob => knob.id === id)),
  };
}
