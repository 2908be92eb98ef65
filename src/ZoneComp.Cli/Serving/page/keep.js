// Keeping a trial: the changed lines, a policy file beside the policy, results as a run writes them.
// Takes: the dialog and a question's edits. Gives: open.

import { ask } from "./api.js";
import { button, make } from "./dom.js";
import { enterDoes } from "./focus.js";
import { save } from "./download.js";
import { say, text } from "./i18n.js";
import { grouped } from "./digits.js";

export function createKeep(dialog, start) {
  const plain = start.policy.replace(/\.[^.]+$/, "");

  function diffText(unified) {
    return make("pre", { class: "diff", tabindex: "0" }, ...unified.split("\n").map(line => make("span",
      { class: /^\+[^+]/.test(line) ? "add" : /^-[^-]/.test(line) ? "del" : null }, `${line}\n`)));
  }

  // `told`: what was changed, a line each.
  async function open(edits, words) {
    const diff = await ask("diff", { edits });
    const name = make("input", { type: "text", value: `${plain}.variant.yaml`, id: "keep-name", spellcheck: "false" });
    const folder = make("input", { type: "text", value: "out-variant", id: "keep-folder", spellcheck: "false" });
    const replace = make("input", { type: "checkbox" }), withRun = make("input", { type: "checkbox" });
    const told = make("div", { role: "status" });
    const keep = button({ class: "primary" }, say("保存", "Save"), async () => {
      keep.disabled = true;
      told.replaceChildren(make("p", {}, say("正在保存……", "Saving...")));
      try {
        const saved = await ask("save", { edits, name: name.value.trim(), replace: replace.checked ? "yes" : "" });
        const lines = [make("p", {}, say(`已写入 ${saved.file}`, `written: ${saved.file}`))];
        if (saved.tables.length > 0) lines.push(make("p", {}, say(`改动后的参数表：${saved.tables.join("、")}`, `changed copies of tables: ${saved.tables.join(", ")}`)));
        if (withRun.checked) lines.push(...await run(saved.file));
        told.replaceChildren(...lines);
      } catch (refused) {
        told.replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
      }

      keep.disabled = false;
      if (!dialog.contains(document.activeElement) || document.activeElement === dialog) keep.focus();
    });
    dialog.replaceChildren(make("h2", { id: "dialog-title", tabindex: "-1", autofocus: true }, say("保存试算方案", "Save the trial")),
      make("p", { class: "note" }, say("原测算方案不会被改动：方案另存为同目录下的新文件，注释与次序不变。", "The policy itself stays as it is: the trial becomes a new file beside it, comments and order kept.")),
      moved(diff, words),
      make("form", { method: "dialog" },
        make("label", { for: "keep-name" }, say("文件名", "File name")), name,
        make("label", {}, replace, " ", say("若已存在则替换", "Replace it if it is there")),
        make("label", {}, withRun, " ", say("同时正式计算，结果写入目录：", "Also run it, results into the folder:")), folder,
        told,
        make("div", { class: "acts" }, button({}, say("下载差异（diff）", "Download the diff"), () => save(`${plain}.diff`, "text/x-diff", diff.unified)),
          button({}, say("关闭", "Close"), () => dialog.close()), keep)),
      make("details", {}, make("summary", {}, say("测算方案中改动的各行（差异文本）", "The policy's changed lines (diff)")), diffText(diff.unified)));
    folder.setAttribute("aria-label", say("结果目录", "Folder of the results"));
    enterDoes(dialog.querySelector("form"), keep);
    dialog.showModal();

    async function run(file) {
      told.replaceChildren(make("p", {}, say("正在计算并写出结果……", "Running and writing the results...")));
      const outcome = await ask("run", { policy: file.split(/[\\/]/).pop(), folder: folder.value.trim() });
      if (outcome.written !== "") return [make("p", {}, say(`结果已写入 ${outcome.written}（打开其中的 report.html）`, `results in ${outcome.written} (open report.html there)`))];
      const errors = outcome.findings.filter(finding => finding.severity === "error");
      return [make("p", { class: "s-error" }, say("有错误级问题，未写出结果：", "errors, so no results were written:")),
        make("ul", {}, ...errors.map(finding => make("li", {}, `${finding.code} ${finding.subject}: ${text(finding.text)}`)))];
    }
  }

  return { open };
}

// What was changed, each with what it moved, by itself where that can be told.
function moved(diff, words) {
  const changes = diff.changes ?? [], joined = diff.joined ? make("p", { class: "note" }, say(`若干改动的资金合并列出：${text(diff.joined)}`, `money of several changes is told together: ${text(diff.joined)}`)) : "";
  if (changes.length === 0) return make("ul", {}, ...words.map(line => make("li", {}, line)));
  const still = changes.every(change => change.moved.length === 0) ? make("p", { class: "note" }, say("各项资金的合计不变，变的是各单位之间的分配。", "No scheme's total changes; what changes is who gets what.")) : "";
  return make("div", {}, make("h3", {}, say("改动及各项资金合计的变化", "Changes, and what the schemes' totals change by")),
    make("ul", {}, ...changes.map(change => make("li", {}, text(change.words),
      ...change.moved.map(([scheme, amount, zh, en, parties]) => make("div", { class: "note" }, `${scheme} ${grouped(amount, { signed: true, decimals: null })} ${say(zh, en)}${parties === "" ? "" : say(`（${parties}）`, ` (${parties})`)}`))))), joined, still);
}
