// Two results of the policy's folder against each other: what each cause moved.
// Takes: the place and `start`. Gives: draw.

import { ask } from "./api.js";
import { button, make } from "./dom.js";
import { csv, save } from "./download.js";
import { say, text } from "./i18n.js";
import { grouped } from "./digits.js";
import { findingEntry } from "./run.js";

export function createCompare({ place, wide }) {
  const told = make("div", { role: "status" });

  async function draw() {
    const { folders } = await ask("folders");
    place.replaceChildren(make("h2", {}, say("对比", "Compare")));
    if (folders.length < 2) {
      place.append(make("p", {}, say("测算方案所在目录中的结果不足两份：请先运行，或在“试算”中保存方案并正式计算。",
        "There are fewer than two results beside the policy: run it, or save a trial and run that.")));
      return;
    }

    const choice = (id, at) => make("select", { id }, ...folders.map((folder, index) => make("option", { value: folder.name, selected: index === at }, `${folder.name} (${folder.policy}, ${folder.written.slice(0, 10)})`)));
    const old = choice("compare-old", 1), now = choice("compare-new", 0), keep = make("input", { type: "checkbox" });
    const folder = make("input", { type: "text", value: "diff", spellcheck: "false", "aria-label": say("对比结果目录", "Folder of the comparison") });
    place.append(make("p", { class: "note" }, say("每笔金额的变化精确分解到各项原因（同 zonecomp compare）。", "Each amount's change is split exactly into its causes (as zonecomp compare).")),
      make("label", { for: "compare-old" }, say("由", "From")), old, make("label", { for: "compare-new" }, say("到", "To")), now,
      make("p", {}, make("label", {}, keep, " ", say("并写入目录 ", "and write it to ")), folder),
      button({ class: "primary" }, say("对比", "Compare"), async () => {
        told.replaceChildren(make("p", {}, say("正在计算……", "Computing...")));
        try {
          const result = await ask("compare", { old: old.value, new: now.value, folder: keep.checked ? folder.value.trim() : "" });
          told.replaceChildren(result.written === "" ? "" : make("p", {}, say(`已写入 ${result.written}（其中 comparison.html）`, `in ${result.written} (comparison.html there)`)));
          show(result, old.value, now.value);
        } catch (refused) {
          told.replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
        }
      }), told);
  }

  function show(result, old, now) {
    const signed = yuan => grouped(yuan, { signed: true });
    const table = scheme => make("table", {}, make("thead", {}, make("tr", {}, ...[say("原因", "Cause"), say("变化", "Change"), say("调增合计", "Raised"), say("调减合计", "Lowered")]
      .map((head, index) => make("th", { scope: "col", class: index > 0 ? "n" : null }, head)))),
    make("tbody", {}, ...result.causes.map((cause, index) => [cause, scheme.parts[index]]).filter(([, parts]) => parts.some(part => /[1-9]/.test(part)))
      .map(([cause, parts]) => make("tr", {}, make("th", { scope: "row" }, text(cause.title)), ...parts.map(part => make("td", { class: "n" }, signed(part))))),
    make("tr", {}, make("th", { scope: "row" }, say("合计", "Together")), make("td", { class: "n" }, signed(scheme.change)), make("td"), make("td"))));
    const titles = new Map(result.schemes.map(scheme => [scheme.name, say(`${scheme.title}（${scheme.unit.zh}）`, `${scheme.title} (${scheme.unit.en})`)]));
    const heads = [say("代码", "Code"), say("单位", "Payee"), say("项目", "Scheme"), say("前值", "Old"), say("后值", "New"), say("变化", "Change"), ...result.causes.map(cause => text(cause.title))];
    const shown = result.changes.map(([code, name, scheme, ...amounts]) => [code, name, titles.get(scheme) ?? scheme, ...amounts]);
    const findings = result.findings.filter(finding => finding.severity !== "note"), how = make("div", { "aria-live": "polite" });
    const written = (folder, at) => (at === "" ? folder : `${folder}（${new Date(at).toLocaleString(say("zh-CN", "en-GB"))}）`);
    const asks = ([code, name, scheme]) => button({ class: "pick", title: say("这个数怎么来的", "How did this come about") }, code, () => explain(how, { code, name, scheme, title: titles.get(scheme) ?? scheme, folders: [old, now] }));
    const cell = (content, column, change) => make(column === 0 ? "th" : "td", { scope: column === 0 ? "row" : null, class: column > 2 ? "n" : null },
      column === 0 ? asks(change) : column > 4 ? signed(content) : column > 2 ? grouped(content) : content);
    wide.replaceChildren(make("h2", {}, say(`对比：${written(old, result.old_written)} → ${written(now, result.new_written)}`, `Comparison: ${written(old, result.old_written)} to ${written(now, result.new_written)}`)),
      ...findings.map(finding => findingEntry(finding, { onMark: () => {}, isNamed: true })),
      ...(result.policy_changes.length === 0 ? [] : [make("h3", {}, say("测算方案的改动", "What the policies say differently")), make("ul", {}, ...result.policy_changes.map(change => make("li", {}, text(change.words))))]),
      ...result.schemes.flatMap(scheme => [make("h3", {}, say(`${scheme.title}（${scheme.unit.zh}）：`, `${scheme.title} (${scheme.unit.en}): `), `${grouped(scheme.old)} → ${grouped(scheme.new)}`), table(scheme)]),
      make("h3", {}, say(`有变化的单位（${result.changes.length}）`, `Payees that changed (${result.changes.length})`)),
      make("p", { class: "note" }, say("点击代码，查看前后两个数各是怎么来的。", "Click a code to see how both amounts came about.")),
      button({ class: "file" }, "CSV", () => save(`${old}-${now}.csv`, "text/csv", csv([heads, ...shown]))),
      make("div", { class: "scroll wide-rows", tabindex: "0", role: "region", "aria-label": say("有变化的单位", "Payees that changed") }, make("table", {},
        make("thead", {}, make("tr", {}, ...heads.map((head, index) => make("th", { scope: "col", class: index > 2 ? "n" : null }, head)))),
        make("tbody", {}, ...shown.map((change, row) => make("tr", {}, ...change.map((content, column) => cell(content, column, result.changes[row]))))))), how);
  }

  // Both amounts of a payee, as zonecomp explain tells them of each folder.
  async function explain(how, { code, name, scheme, title, folders }) {
    how.replaceChildren(make("p", {}, say("正在查找由来……", "Looking it up...")));
    const parts = [];
    for (const folder of folders) {
      parts.push(make("h4", {}, folder));
      try {
        const { brief, steps } = await ask("explain-results", { folder, code, column: scheme });
        const pre = make("pre", { tabindex: "0" }, text(brief)), whole = steps.map(step => text(step.text)).join("\n\n");
        parts.push(pre, button({ class: "small" }, say("全部由来", "The whole trail"), () => { pre.textContent = whole; }));
      } catch (refused) {
        parts.push(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
      }
    }

    how.replaceChildren(make("h3", {}, say(`由来：${name || code}，${title}`, `How it came about: ${name || code}, ${title}`)), ...parts);
    how.scrollIntoView({ block: "nearest" });
  }

  return { draw };
}
