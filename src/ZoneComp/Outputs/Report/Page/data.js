// Results as the page works on them.
// Takes: what ReportData.Json wrote (report.html has it inside, the workbench asks for it).
// Gives: regions, figures and payees by index, code and name; numbers stay the texts that the program wrote.

import { number } from "./numbers.js";

// Kinds of figures in the order of the lists, with their titles.
export const kinds = [
  ["Amount", { zh: "资金", en: "Amounts" }], ["Quota", { zh: "配额", en: "Quotas" }], ["Change", { zh: "比上年增减", en: "Change from last year" }], ["Factor", { zh: "系数", en: "Factors" }],
  ["Indicator", { zh: "指标", en: "Indicators" }], ["Coverage", { zh: "覆盖率", en: "Coverage" }],
];

function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row[key])) groups.set(row[key], []);
    groups.get(row[key]).push(row);
  }

  return groups;
}

export function openResults(raw) {
  const paid = grouped(raw.paid, 0), told = grouped(raw.amounts.told, 0), others = grouped(raw.amounts.others, 0);
  const regions = raw.regions.map(([code, name, area], index) => ({ index, code, name, area }));
  const byCode = new Map(regions.map(region => [region.code, region.index]));
  const figures = raw.figures.map((figure, index) => {
    let values = null, order = null, rankOf = null;
    const ranks = () => {
      if (rankOf) return rankOf;
      rankOf = new Map(made.order.map((region, place) => [region, place + 1]));
      for (let at = 0; at < figure.ties.length; at += 2) {
        const [place, count] = figure.ties.slice(at, at + 2);
        for (let next = 1; next < count; next++) rankOf.set(order[place + next], place + 1);
      }

      return rankOf;
    };
    const made = {
      ...figure, index,
      // Numbers for drawing and sorting, NaN where there is none.
      get values() { return values ??= figure.shown.map(number); },
      // Regions from the highest value down as exact decimals order them: by what is shown, and where that does not tell, as "moved" says.
      get order() {
        if (order) return order;
        if (figure.order) return order = figure.order;
        const all = made.values;
        order = all.map((_, region) => region).filter(region => !Number.isNaN(all[region])).sort((a, b) => all[b] - all[a] || a - b);
        for (let at = 0; at < figure.moved.length; at += 2) order[figure.moved[at]] = figure.moved[at + 1];
        return order;
      },
      // Equal values have the same one.
      rank: region => ranks().get(region) ?? null,
      // To sort by as exact decimals order them, which the texts may not tell apart.
      height: region => (ranks().has(region) ? -ranks().get(region) : null),
      // Index of the region's class, -1 where it has no value.
      classOf: region => (figure.of[region] === "-" ? -1 : Number(figure.of[region])),
      colour: region => (figure.of[region] === "-" ? raw.missing : figure.classes[Number(figure.of[region])][0]),
    };
    return made;
  });
  return {
    regions, areaUnit: raw.areaUnit, figures, main: raw.main, missing: raw.missing, trails: raw.trails, untold: raw.amounts.untold,
    lines: raw.amounts.lines, texts: raw.amounts.texts,
    // Indices, -1 where there is none.
    region: code => byCode.get(code) ?? -1,
    figure: name => figures.findIndex(figure => figure.name === name),
    // Rows of the allocation: scheme, source, computed, bounded, amount, last, change, bound, note.
    paid: region => (paid.get(region) ?? []).map(([, scheme, source, computed, bounded, amount, last, change, bound, note]) => ({
      scheme: raw.schemes[scheme], source, computed, bounded: bounded ?? computed, amount: amount ?? bounded ?? computed,
      last: last || "–", change: change || "–", bound: raw.words[bound], note: raw.words[note],
    })),
    // How a payee's amounts come about: scheme, index of the text, the payee's own numbers.
    stories: code => [...(told.get(byCode.get(code)) ?? []).map(story => story.slice(1)), ...(others.get(code) ?? []).map(story => story.slice(2))]
      .map(([scheme, text, numbers]) => ({ scheme: raw.amounts.schemes[scheme], told: text, numbers: numbers.split(" ") })),
    // Payees that have a story and no polygon.
    otherPayees: () => [...others].map(([code, [[, name]]]) => ({ code, name })),
  };
}
