// A new policy from what lies in the folder, with every guess open to another choice.
// Takes: the place, `start`. Gives: draw. Saving writes policy.yaml, as zonecomp init --from does.

import { ask } from "./api.js";
import { button, make, svg, swatch } from "./dom.js";
import { say, text } from "./i18n.js";
import { grouped } from "./digits.js";

export function createLayers({ place, wide, start }) {
  const chosen = { regions: "", code: "", name: "", answers: [] }, without = new Set();

  async function draw() {
    place.replaceChildren(make("h2", {}, say("图层", "Layers")), make("p", {}, say("正在读取目录中的图层……", "Reading the folder's layers...")));
    wide.replaceChildren();
    let draft;
    try {
      draft = await ask("draft", chosen);
    } catch (refused) {
      place.replaceChildren(make("h2", {}, say("图层", "Layers")), make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
      return;
    }

    const again = changes => {
      Object.assign(chosen, changes);
      draw();
    };
    const select = (id, label, value, choices, onChoose) => {
      const list = make("select", { id }, ...choices.map(choice => make("option", { value: choice, selected: choice === value }, choice)));
      list.addEventListener("change", () => onChoose(list.value));
      return make("p", {}, make("label", { for: id }, `${label} `), list);
    };
    const regions = draft.found.find(layer => layer.file === draft.regions.file) ?? draft.found[0];
    const tick = (key, label) => {
      const box = make("input", { type: "checkbox", checked: !without.has(key) });
      box.addEventListener("change", () => {
        if (box.checked) without.delete(key);
        else without.add(key);
        proposal();
      });
      return make("label", {}, box, " ", label);
    };
    place.replaceChildren(make("h2", {}, say("图层", "Layers")),
      make("p", { class: "note" }, start.has_policy ? say("此目录已有测算方案；下面是重新起草会得到的内容，仅供参考，不会写入。", "There is a policy here already: what follows is what a new draft would be, and is not written.")
        : say("下列为程序推测，均可更改；保存后即为 policy.yaml。", "These are guesses, each open to another choice; saving makes policy.yaml.")),
      select("draft-regions", say("区域图层", "Regions"), draft.regions.file, draft.found.filter(layer => layer.kind === "Polygon").map(layer => layer.file), file => again({ regions: file, code: "", name: "", answers: [] })),
      select("draft-code", say("代码字段", "Field of the code"), draft.regions.code, regions?.fields ?? [], field => again({ code: field })),
      select("draft-name", say("名称字段", "Field of the name"), draft.regions.name, ["", ...(regions?.fields ?? [])], field => again({ name: field })),
      ...draft.questions.map((question, index) => select(`draft-q${index}`, text(question.text), question.choices[chosen.answers[index] ?? question.guess], question.choices, value => {
        const answers = draft.questions.map((_, other) => String(chosen.answers[other] ?? -1));
        answers[index] = String(question.choices.indexOf(value));
        again({ answers });
      })),
      make("h3", {}, say("生态区图层与类别", "Zone layers and classes")),
      ...draft.layers.map(layer => make("fieldset", {}, make("legend", {}, tick(layer.name, `${layer.title} · ${layer.file}`)),
        layer.field === "" ? "" : make("p", { class: "note" }, say(`按字段 ${layer.field} 分类`, `classes of the field ${layer.field}`)),
        ...layer.classes.map(([name, title, value]) => make("div", {}, tick(`${layer.name}.${name}`, title === value ? title : `${title} (${value})`))))),
      ...(draft.tables.length === 0 ? [] : [make("h3", {}, say("数据表", "Tables")), make("ul", {}, ...draft.tables.map(table => make("li", {}, `${table.file}: ${table.key} · ${table.columns}`)))]),
      ...(draft.left_out.length === 0 ? [] : [make("h3", {}, say("未写入", "Left out")), make("ul", {}, ...draft.left_out.map(each => make("li", {}, `${each.name}: ${text(each.why)}`)))]));
    const found = make("table", {}, make("thead", {}, make("tr", {}, ...[say("文件", "File"), say("图形", "Geometry"), say("要素", "Features"), say("坐标系", "CRS"), say("编码", "Encoding"), say("字段", "Fields")].map(head => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...draft.found.map(layer => make("tr", {}, make("th", { scope: "row" }, layer.file), make("td", {}, layer.kind), make("td", { class: "n" }, grouped(String(layer.features), { decimals: null })),
        make("td", {}, layer.crs || "–"), make("td", {}, layer.encoding || "–"), make("td", { class: "long" }, layer.fields.join(", "))))));
    const proposed = make("pre", { tabindex: "0" }), told = make("div", { role: "status" });
    const keep = button({ class: "primary" }, say("保存为 policy.yaml", "Save as policy.yaml"), async () => {
      try {
        await ask("draft-save", { ...chosen, without: [...without] });
        location.hash = "#place=run";
        location.reload();
      } catch (refused) {
        told.replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
      }
    });
    const drawing = make("div", { class: "drawing" });
    wide.replaceChildren(make("h2", {}, say("目录中的图层", "Layers of the folder")), drawing, make("div", { class: "scroll" }, found), make("h2", {}, say("起草的测算方案", "The drafted policy")), start.has_policy ? "" : keep, told, proposed);
    await proposal();
    await drawAll(drawing, draft.regions.file);

    async function proposal() {
      try {
        proposed.textContent = (await ask("draft-text", { ...chosen, without: [...without] })).text;
      } catch (refused) {
        told.replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
      }
    }
  }

  // Where every layer lies: outlines, the regions' in front, each to be hidden.
  async function drawAll(drawing, regions) {
    drawing.replaceChildren(make("p", { class: "note" }, say("正在绘制图层……", "Drawing the layers...")));
    let drawn;
    try {
      drawn = await ask("drawing");
    } catch (refused) {
      drawing.replaceChildren(make("p", { class: "s-error" }, refused.both ? text(refused.both) : String(refused)));
      return;
    }

    const line = Math.max(drawn.width, drawn.height) / 1000;
    const layers = [...drawn.layers].sort((one, other) => Number(one.file === regions) - Number(other.file === regions));
    let colour = 0;
    const parts = layers.map(layer => {
      const own = layer.file === regions ? null : COLOURS[colour++ % COLOURS.length];
      const fill = layer.kind === "Polygon" && own ? own : "none";
      const path = svg("path", { d: layer.d, fill, "fill-opacity": 0.35, "fill-rule": "evenodd", stroke: own ?? "currentColor", "stroke-width": layer.kind === "Point" ? 5 * line : line,
        "stroke-linecap": "round", "stroke-linejoin": "round" });
      const box = make("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => { path.style.display = box.checked ? "" : "none"; });
      const few = layer.drawn < layer.features && !layer.why ? say(` 共 ${layer.features} 个要素，绘出其中 ${layer.drawn} 个`, ` ${layer.drawn} of ${layer.features} features drawn`) : "";
      const key = make("li", {}, make("label", {}, box, " ", own ? swatch(own) : make("b", {}, "▭"), ` ${layer.file}`), make("span", { class: "note" }, few, layer.why ? ` ${text(layer.why)}` : ""));
      return { path, key };
    });
    drawing.replaceChildren(
      svg("svg", { viewBox: `${-line} ${-line} ${drawn.width + (2 * line)} ${drawn.height + (2 * line)}`, role: "img", "aria-label": say("目录中各图层的位置", "Where the folder's layers lie") }, ...parts.map(part => part.path)),
      make("ul", {}, ...parts.map(part => part.key).toReversed()),
      make("p", { class: "note" }, say("边界已简化，只为看清位置，不用于量算。", "Outlines are simplified: to see where things lie, not to measure.")));
  }

  return { draw };
}

// Told apart by people who see colours otherwise (Okabe and Ito).
const COLOURS = ["#0072b2", "#009e73", "#d55e00", "#cc79a7", "#e69f00", "#56b4e9", "#7a7a00"];
