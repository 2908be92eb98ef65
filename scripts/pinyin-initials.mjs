#!/usr/bin/env node
// Writes src/ZoneComp/Outputs/Report/Page/pinyin-table.js: the characters of GB 2312 and of the names in gb2260.tsv by the first letter of
// their readings; a character with several stands under each.
//
//   npm pack pinyin-pro@3.29.4      # MIT; unpack it into a folder
//   scripts/pinyin-initials.mjs FOLDER/package > src/ZoneComp/Outputs/Report/Page/pinyin-table.js
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { polyphonic } = createRequire(import.meta.url)(resolve(process.argv[2], "dist/index.js"));
const characters = new Set();
const names = readFileSync(new URL("../src/ZoneComp/Reading/Schemas/gb2260.tsv", import.meta.url), "utf8");
for (const character of names) {
  if (/\p{Script=Han}/u.test(character)) characters.add(character);
}

const gb2312 = new TextDecoder("gb2312");
for (let row = 0xb0; row <= 0xf7; row++) {
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const character = gb2312.decode(Uint8Array.of(row, cell));
    if (/^\p{Script=Han}$/u.test(character)) characters.add(character);
  }
}

const byLetter = new Map();
for (const character of [...characters].sort()) {
  const readings = polyphonic(character, { toneType: "none", type: "array" })[0];
  for (const letter of new Set(readings.map(reading => reading[0]).filter(letter => /[a-z]/.test(letter)))) {
    byLetter.set(letter, (byLetter.get(letter) ?? "") + character);
  }
}

console.log("// Characters by the first letter of their readings. Made by scripts/pinyin-initials.mjs from pinyin-pro (MIT).");
console.log("export const readings = {");
for (const letter of [...byLetter.keys()].sort()) console.log(`  ${letter}: "${byLetter.get(letter)}",`);
console.log("};");
