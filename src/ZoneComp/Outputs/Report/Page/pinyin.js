// First letters of a name's readings: 墨脱县 gives mtx; 长治市 czs and zzs, since 长 has two readings.
// Takes: a name. Gives: each way it can be written, at most 32.

import { readings } from "./pinyin-table.js";

const MOST = 32;
const known = new Map();
let letters = null;

function table() {
  letters = new Map();
  for (const [letter, characters] of Object.entries(readings)) {
    for (const character of characters) letters.set(character, (letters.get(character) ?? "") + letter);
  }

  return letters;
}

export function initials(name) {
  let ways = known.get(name);
  if (ways) return ways;
  ways = [""];
  for (const character of name.toLowerCase()) {
    const own = (letters ?? table()).get(character) ?? (/[a-z0-9]/.test(character) ? character : "");
    if (own === "") continue;
    ways = ways.flatMap(way => [...own].map(letter => way + letter)).slice(0, MOST);
  }

  known.set(name, ways);
  return ways;
}
