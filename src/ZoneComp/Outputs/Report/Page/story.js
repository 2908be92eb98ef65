// "How did this come about": a region's columns with its values in their formulas, and a payee's amounts line by line.
// Takes: results (data.js) and a region or a payee's code. Gives: elements, folded.

import { make } from "./dom.js";
import { say } from "./i18n.js";

// Each column of the region: as the policy writes it, with the region's values in it, and what comes of it.
export function columnTrails(results, region) {
  if (results.trails.length === 0) return [];
  const columns = results.trails.map(([name, title, formula, place, pieces, values]) => {
    const told = values[region] ?? [], parts = typeof told === "string" ? told.split("|") : told, last = pieces.length - 1;
    const lines = [make("dt", {}, say(`${title}（${name}） `, `${title} (${name}) `), make("span", { class: "note" }, place)), make("dd", {}, make("code", {}, formula))];
    if (last >= 0) {
      lines.push(make("dd", {}, make("code", {}, "= " + pieces.map((piece, index) => piece + (index < last ? parts[index] : "")).join(""))),
        make("dd", {}, make("code", {}, `= ${parts[last]}`)));
    }

    return make("dl", {}, ...lines);
  });
  return [make("details", { class: "trail" }, make("summary", {}, say("由来：公式与代入的数值", "How it came about: formulas with values")), ...columns,
    make("p", { class: "note" },
      say("数值显示八位有效数字。全部数位、图斑、表格单元、上下限与尾差：", "Values with eight significant digits. All digits, polygons, table cells, bounds and rounding: "),
      make("code", {}, `zonecomp explain OUT --region ${results.regions[region].code}`)))];
}

// A payee's amounts, each line as `zonecomp explain` prints it: shared texts with the payee's numbers in their places.
export function amountStories(results, code) {
  const told = results.stories(code).map(({ scheme, told: text, numbers }) => make("details", { class: "trail" },
    make("summary", {}, say(`由来：${scheme}的金额`, `How it came about: amount of ${scheme}`)),
    make("div", { class: "story" }, ...storyLines(results, text, numbers).map(storyLine))));
  if (told.length > 0) {
    told.push(make("p", { class: "note" }, say("金额由来保留全部数位，可逐行复算。长列表只列本单位；全部各项：",
      "Amounts are told with all digits, each line can be worked out again. Of long lists only the own value stands here; all of them: "),
      make("code", {}, `zonecomp explain OUT --region ${code} --full`)));
  }

  if (results.untold.length > 0) {
    told.push(make("p", { class: "note" }, say(`本页容量有限，未列由来：${results.untold.join("、")}；可用 `, `No room on this page for ${results.untold.join(", ")}: `),
      make("code", {}, `zonecomp explain OUT --region ${code}`)));
  }

  return told;
}

// Pieces of text with a number after each but the last: shared by all payees of the text, or the payee's own.
function storyLines(results, text, own) {
  const [lines, numbers] = results.texts[text], told = [];
  let at = 0;
  for (const line of lines) {
    const [zh, en, once] = results.lines[line], pieces = say(zh, en ?? zh);
    let from = at + (pieces === zh || once ? 0 : zh.length - 1), whole = pieces[0];
    for (const piece of pieces.slice(1)) {
      const number = numbers[from++];
      whole += (typeof number === "number" ? own[number] : number) + piece;
    }
    told.push(whole);
    at += zh.length - 1 + (en && !once ? en.length - 1 : 0);
  }
  return told;
}

function storyLine(text) {
  const line = text.trimStart(), isHead = line.startsWith("* ");
  const shown = make("div", isHead ? { class: "head" } : {}, isHead ? line.slice(2) : line);
  shown.style.paddingLeft = `${(text.length - line.length) * 0.45}em`;
  return shown;
}
