// The page's language, which is the document's.
// Takes: texts in Chinese and English. Gives: the one that is switched on; onLanguage calls back when it is switched.

const listeners = [];

export const chinese = () => document.documentElement.lang === "zh-CN";

export const say = (zh, en) => (chinese() ? zh : en);

// { zh, en } as the data hold it, or a text that is the same in both.
export const text = both => (typeof both === "string" ? both : say(both.zh, both.en));

export function onLanguage(listener) {
  listeners.push(listener);
}

export function setLanguage(toChinese) {
  document.documentElement.lang = toChinese ? "zh-CN" : "en";
  for (const listener of listeners) listener();
}
