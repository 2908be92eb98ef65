// Numbers as the program writes them: thousands in threes, a full stop before the decimals.
// Takes: such texts, or numbers. Gives: numbers to draw and sort by, and texts. Nothing that is shown as a result is worked out here.

import { say, text } from "./i18n.js";

export const number = shown => (shown === null || shown === undefined ? NaN : Number(shown.replaceAll(",", "").replace("−", "-")));

export const grouped = (value, digits) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

// A figure's title with its unit.
export function titled(figure) {
  const unit = text(figure.unit);
  return unit === "" ? text(figure.title) : say(`${text(figure.title)}（${unit}）`, `${text(figure.title)} (${unit})`);
}
