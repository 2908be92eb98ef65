// Running the policy: progress, findings as they come, each on the map and with what to do; accepting one writes the policy.
// Takes: the place, `start`, onMark(x, y), and onAccepted() for when the policy was written. Gives: draw. After a run its results can be taken for the ground of all trials.

import { ask } from "./api.js";
import { button, make } from "./dom.js";
import { say, text } from "./i18n.js";

const EVERY_MS = 400, GRAVITY = ["error", "warning", "note"];

export function createRun({ place, start, onMark, onAccepted }) {
  const told = make("div"), list = make("div", { "aria-live": "polite" });
  let timer = null, state = null, heard = [];

  async function look() {
    state = await ask("run-state", { told: String(heard.length) });
    show();
    if (state.is_there && !state.done) timer = setTimeout(() => look().catch(failed), EVERY_MS);
  }

  const failed = refused => told.replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));

  function show() {
    if (!state?.is_there) return;
    if (!state.done) {
      const bar = make("progress", { max: 1, value: state.share, "aria-label": say("进度", "Progress") });
      told.replaceChildren(make("p", {}, text(state.stage)), bar, " ", button({ class: "small" }, say("停止", "Stop"), () => ask("run-stop")));
      // What was found so far, as it comes; the run's own list takes its place at the end.
      if (state.findings.length > 0) {
        heard = [...heard, ...state.findings];
        list.replaceChildren(findingList([...heard].sort((one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity) || (one.code < other.code ? -1 : 1)), { onMark, isWhole: false }));
      }

      return;
    }

    if (state.stopped) return failed({ both: state.stopped });
    const wrote = state.written !== "";
    told.replaceChildren(make("p", { class: wrote ? null : "s-error" }, wrote ? say(`结果已写入 ${state.written}`, `results in ${state.written}`)
      : say("有错误级发现，未写出结果。请改正，或写明理由认可后重新运行。", "errors, so no results were written: mend them, or accept them with a reason, and run again.")));
    for (const kept of state.kept ?? []) told.append(make("p", { class: "note" }, say(`原目录中的改动保留在 ${kept}`, `kept what was changed by hand: ${kept}`)));
    if (wrote) {
      told.append(button({ class: "primary" }, say("用这些结果试算", "Try numbers on these results"), async () => {
        await ask("adopt", { folder: state.written.split(/[\\/]/).pop() });
        location.hash = "#place=whatif";
        location.reload();
      }));
    }

    list.replaceChildren(findingList(state.findings, { onMark, onAccept: accepted }));
  }

  async function accepted(finding, reason) {
    const written = await ask("accept", { code: finding.code, layer: finding.layer, reason });
    onAccepted();
    await look();
    return say(`已写入 ${written.policy}；重新运行后生效`, `written into ${written.policy}; it holds from the next run`);
  }

  return {
    draw() {
      clearTimeout(timer);
      const folder = make("input", { type: "text", value: start.from || "out", id: "run-folder", spellcheck: "false" });
      place.replaceChildren(make("h2", {}, say("运行", "Run")),
        make("p", { class: "note" }, say("由图层完整计算，结果写入测算方案旁的目录；其中原有结果整体替换。", "The whole job from the maps, into a folder beside the policy; earlier results there are replaced as a whole.")),
        make("label", { for: "run-folder" }, say("结果目录 ", "Folder of the results ")), folder, " ",
        button({ class: "primary" }, say("开始运行", "Run"), async () => {
          try {
            list.replaceChildren();
            heard = [];
            state = await ask("run-start", { folder: folder.value.trim() });
            show();
            await look();
          } catch (refused) {
            failed(refused);
          }
        }), told, list);
      heard = [];
      look().catch(failed);
    },
  };
}

// One finding beside the policy's line, with its place. isNamed: with its code, where it stands among none of its kind.
export function findingEntry(finding, { onMark, isNamed = false }) {
  const acts = make("div", { class: "acts" });
  if (finding.at) acts.append(button({ class: "small" }, say("在地图上显示", "Show on the map"), () => onMark(...finding.at)));
  else if (finding.place) acts.append(make("span", { class: "note" }, finding.place));
  return make("div", { class: "knob" }, finding.line ? make("span", { class: "place-line" }, say(`测算方案第 ${finding.line} 行`, `policy, line ${finding.line}`)) : "",
    make("strong", { class: isNamed ? `s-${finding.severity}` : null }, isNamed ? `${finding.code} ${finding.subject}` : finding.subject), make("div", {}, text(finding.text)),
    finding.line ? make("code", {}, finding.source) : "", finding.accepted === "" ? "" : make("div", { class: "note" }, say(`已认可：${finding.accepted}`, `accepted: ${finding.accepted}`)),
    finding.accepted_next === "" ? "" : make("div", { class: "note", role: "status" }, say(`已写入测算方案：${finding.accepted_next}。重新运行后生效。`, `written into the policy: ${finding.accepted_next}. It holds from the next run.`)),
    finding.further > 0 ? make("div", { class: "note" }, say(`同类共 ${finding.further} 条`, `stands for ${finding.further} alike`)) : "", acts);
}

// Findings by severity and code, the gravest first.
export function findingList(findings, { onMark, onAccept, isWhole = true }) {
  const names = { error: say("错误", "error"), warning: say("警告", "warning"), note: say("提示", "note") };
  const kinds = new Map();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    if (!kinds.has(key)) kinds.set(key, []);
    kinds.get(key).push(finding);
  }

  const counts = Object.keys(names).map(severity => `${findings.filter(finding => finding.severity === severity).length} ${names[severity]}`).join(" · ");
  return make("div", { class: "knobs" }, make("h3", {}, say("检查发现", "Findings")), make("p", { class: "note" }, isWhole ? counts : say(`目前：${counts}`, `so far: ${counts}`)),
    ...[...kinds.values()].map(own => make("details", { open: own[0].severity === "error" },
      make("summary", {}, make("span", { class: `s-${own[0].severity}` }, `${names[own[0].severity]} ${own[0].code}`), ` (${own.length}) `, make("span", { class: "note" }, own[0].layer)),
      ...own.map(finding => one(finding)))));

  function one(finding) {
    const own = findingEntry(finding, { onMark }), acts = own.querySelector(".acts"), status = make("span", { role: "status", class: "note" });
    if (finding.can_be_accepted && onAccept && finding.accepted_next === "") acts.append(button({ class: "small" }, say("认可……", "Accept..."), () => ask_(finding, acts, status)));
    own.append(status);
    return own;
  }

  function ask_(finding, acts, status) {
    const reason = make("input", { type: "text", "aria-label": say("理由", "Reason"), placeholder: say("理由（写入测算方案）", "reason (goes into the policy)") });
    acts.replaceChildren(reason, button({ class: "small primary" }, say(`写入测算方案：认可 ${finding.code}`, `Write into the policy: accept ${finding.code}`), async () => {
      try {
        status.textContent = await onAccept(finding, reason.value);
        acts.replaceChildren();
      } catch (refused) {
        status.textContent = refused.both ? text(refused.both) : String(refused);
      }
    }));
    reason.focus();
  }
}
