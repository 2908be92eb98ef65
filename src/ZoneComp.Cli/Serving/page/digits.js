// Amounts as the program gives them: texts of digits, shown and changed without binary fractions.

// "1234567.5" to "1,234,567.50"; a sign before what was raised where asked for.
export function grouped(text, { decimals = 2, signed = false } = {}) {
  if (text === null || text === undefined || text === "") return "–";
  const minus = text.startsWith("-"), [whole, rest = ""] = text.replace("-", "").split(".");
  const parts = decimals === null ? rest : rest.padEnd(decimals, "0");
  const shown = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (parts === "" ? "" : `.${parts}`);
  const isNothing = !/[1-9]/.test(text);
  return (isNothing ? "" : minus ? "−" : signed ? "+" : "") + shown;
}

// What a person types: separators, full-width digits and signs are taken for what they mean. Null where it is no number.
export function typed(text) {
  const plain = text.normalize("NFKC").replace(/[,\s_，]/g, "").replace(/[−–—]/g, "-").replace("。", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}

// A change in per cent of what is written: "-5%" of "1200000000" is "1140000000". Null where it is none.
export function relative(text, of) {
  const change = /^([+-])(\d+(?:\.\d+)?)%$/.exec(text.normalize("NFKC").replace(/\s/g, "").replace(/[−–—]/g, "-"));
  if (!change) return null;
  const [share, shareDigits] = whole(change[2]), [value, digits] = whole(of), hundred = 100n * 10n ** BigInt(shareDigits);
  const factor = change[1] === "-" ? hundred - share : hundred + share;
  return written(value * factor, digits + shareDigits + 2);
}

// One number as a part of another, in per cent: for words beside a knob, not for amounts.
export function percentOf(text, base) {
  const of = Number(base);
  return of === 0 ? null : ((Number(text) / of) - 1) * 100;
}

function whole(text) {
  const [front, rest = ""] = text.split(".");
  return [BigInt(front + rest), rest.length];
}

function written(value, digits) {
  const minus = value < 0n, text = (minus ? -value : value).toString().padStart(digits + 1, "0");
  const front = text.slice(0, text.length - digits), rest = text.slice(text.length - digits).replace(/0+$/, "");
  return (minus ? "-" : "") + front + (rest === "" ? "" : `.${rest}`);
}
