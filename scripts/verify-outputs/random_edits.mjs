// Random edits, seeded: what the workbench's page shows of each is what allocate writes of the saved variant, to the fen.
// Of every policy of the library and the sample: knobs of every kind, several at once, weights that give way, rates of tables, values that a
// goal seek found, and pinned variants. The page hands its rows over as CSV; the Parquet files are read by DuckDB. See scripts/try-workbench.sh.
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { Workbench, browser, end, given, holds, program, randomOf, sameDigits, tableOf } from "./workbench_page.mjs";

const root = path.resolve(import.meta.dirname, "../.."), count = Number(given.edits ?? 200), seed = Number(given.seed ?? 20261130);
const { DuckDBInstance } = await import(createRequire(path.join(root, "tests/readers/package.json")).resolve("@duckdb/node-api"));
const duck = await (await DuckDBInstance.create(":memory:")).connect();
const work = mkdtempSync(path.join(os.tmpdir(), "zonecomp-edits-"));
const chromium = await browser();
const tally = { edits: 0, amounts: 0, schemes: 0, refused: 0, several: 0, weights: 0, tables: 0, sought: 0, pins: 0, quotas: 0, roles: {} };
try {
  cpSync(path.join(root, "policies"), work, { recursive: true });
  const all = readdirSync(work).filter(name => existsSync(path.join(work, name, "policy.yaml")));
  const wanted = (given.policies ?? all.concat("sample").join(",")).split(",");
  if (wanted.includes("sample")) {
    cpSync(path.join(root, "sample-data"), path.join(work, "sample"), { recursive: true });
    if (given.from) cpSync(given.from, path.join(work, "sample", "out"), { recursive: true });
  }

  for (const [at, name] of wanted.entries()) await tryPolicy(name, Math.floor(count * (at + 1) / wanted.length) - Math.floor(count * at / wanted.length), randomOf(seed + at));
} finally {
  await chromium.close();
  rmSync(work, { recursive: true, force: true });
}

const kinds = Object.entries(tally.roles).map(([role, times]) => `${role} ${times}`).join(", ");
holds(tally.edits === count, `${tally.edits} random edits (seed ${seed}): ${tally.amounts} amounts of ${tally.schemes} schemes (${tally.quotas} of them quotas) as the page hands them over held against allocation.parquet and quotas.parquet; `
  + `${tally.refused} refused by both, ${tally.several} of several numbers, ${tally.weights} with weights that gave way, `
  + `${tally.tables} in tables, ${tally.sought} sought, ${tally.pins} pinned; ${kinds}`);
end();

async function tryPolicy(name, edits, random) {
  const policy = path.join(work, name, "policy.yaml"), from = path.join(work, name, "out"), out = path.join(work, name, "out-random");
  if (!existsSync(from)) program("overlay", policy, "-o", from);
  // A run stops at worked examples that other numbers no longer give (tests hold that): amounts are what is compared here.
  withoutExamples(policy);
  // Where single features count, earlier areas are not enough: the whole run.
  const allocates = program("allocate", policy, "--from", from, "-o", out).status === 0;
  const bench = await Workbench.of(policy, "--from", from);
  try {
    const start = await bench.ask("start"), page = await bench.open(chromium), pins = [];
    // As a link that somebody was sent: the page's own way to a whole set of numbers.
    const show = link => page.evaluate(hash => new Promise(done => {
      const look = () => (document.body.dataset.busy === "yes" ? requestAnimationFrame(look) : done());
      addEventListener("hashchange", () => look(), { once: true });
      location.hash = hash;
    }), String(new URLSearchParams(link)));
    for (let at = 0; at < edits; at++) {
      const asked = await editsOf(bench, start, random);
      const { name: scheme, is_money: isMoney } = start.schemes[random(start.schemes.length)], what = `${name}: ${JSON.stringify(asked)}`;
      await show({ scheme, figure: "amount", edits: JSON.stringify(asked), at });
      const trial = await bench.ask("trial", { edits: asked, scheme, figure: "amount" });
      tally.edits++;
      const saved = await bench.ask("save", { edits: asked, name: "random.yaml", replace: "yes" });
      const variant = path.join(work, name, "random.yaml");
      const run = saved.refused ? { status: 2 } : allocates ? program("allocate", variant, "--from", from, "-o", out) : program("run", variant, "-o", out);
      if (!trial.has_numbers) {
        tally.refused++;
        if (run.status === 0 || !await page.locator("#trouble").isVisible()) holds(false, `${what}: the page refuses, with a reason (${run.status === 0 ? "the run does not" : "none is shown"})`);
        continue;
      }

      if (run.status !== 0 || !trial.would_be_written) {
        holds(false, `${what}: the page shows numbers that the run refuses: ${run.stderr}`);
        continue;
      }

      const shown = new Map((await tableOf(page)).slice(1).map(row => [row[1], row[2]])), paid = await paidBy(out, scheme, isMoney);
      const differ = [...shown].filter(([code, amount]) => !(sameDigits(paid.get(code), amount) || (!paid.has(code) && sameDigits(amount, "0"))));
      if (differ.length > 0 || [...paid.keys()].some(code => !shown.has(code))) {
        holds(false, `${what}, ${scheme}: ${differ.length} of ${shown.size} amounts differ, first ${differ[0]} against ${paid.get(differ[0]?.[0])}`);
      }

      tally.amounts += shown.size;
      tally.schemes++;
      if (!isMoney) tally.quotas++;
      // Some stay pinned beside the base, in the scheme that is shown then.
      if (pins.length < 2 && scheme === (pins[0]?.scheme ?? scheme)) {
        await page.getByRole("button", { name: "固定此方案" }).click();
        pins.push({ scheme, asked, cents: [...paid.values()].reduce((sum, amount) => sum + cents(amount), 0n) });
      }
    }

    if (pins.length > 0) await show({ scheme: pins[0].scheme, figure: "amount", edits: "{}", at: "end" });
    if (pins.length > 0) await page.waitForSelector("#variants:not([hidden], .old)");
    for (const [at, { scheme, asked, cents: paid }] of pins.entries()) {
      const cell = page.locator("#variants tbody tr").first().locator("td").nth(1 + at);
      await cell.waitFor();
      const shown = (await cell.innerText()).replaceAll(",", "").replace("−", "-");
      holds(cents(shown) === paid, `${name} ${scheme}: pinned ${JSON.stringify(asked)} shows ${shown}, the total that was paid (${paid} fen)`);
      tally.pins++;
    }

    await page.close();
    console.log(`      ${name}: ${edits} edits of ${start.knobs.length} numbers`);
  } finally {
    await bench.end();
  }
}

function cents(amount) {
  return BigInt(Math.round(Number(amount) * 100));
}

async function editsOf(bench, start, random) {
  const decimals = text => (text.split(".")[1] ?? "").length;
  let edits = {};
  const knobs = 1 + (random(3) === 0 ? 1 + random(5) : 0);
  if (knobs > 1) tally.several++;
  for (let left = knobs; left > 0; left--) {
    const knob = start.knobs[random(start.knobs.length)], kind = random(20);
    // Mostly a fifth up or down; sometimes nothing at all, threefold, or turned round.
    const factor = kind === 0 ? 0 : kind === 1 ? 3 : kind === 2 ? -1 : 0.8 + (random(400) / 1000);
    edits[knob.id] = (Number(knob.written) * factor).toFixed(Math.min(8, decimals(knob.written) + 3)).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "").replace(/^-0$/, "0");
    tally.roles[knob.role] = (tally.roles[knob.role] ?? 0) + 1;
    if (knob.file !== "") tally.tables++;
    if (knob.group >= 0 && kind > 2) {
      const trial = await bench.ask("trial", { edits, moved: knob.id, scheme: "", figure: "amount" });
      if (trial.edits) {
        edits = trial.edits;
        tally.weights++;
      }
    }
  }

  const sought = start.knobs.filter(knob => knob.role === "Fund" || knob.role === "Bound");
  if (random(10) === 0 && sought.length > 0) {
    const knob = sought[random(sought.length)], total = (await bench.ask("trial", { edits, scheme: "", figure: "amount" })).totals?.amount;
    const found = total ? await bench.ask("seek", { edits, knob: knob.id, goal: "TotalAtMost", value: (Number(total) * 0.97).toFixed(2), least: knob.least, most: knob.most, scheme: "", payee: "", locked: "" }) : {};
    if (found.number) {
      edits[knob.id] = found.number;
      tally.sought++;
    }
  }

  return edits;
}

// Quotas lie in a table of their own, each in its own unit.
async function paidBy(out, scheme, isMoney) {
  const [file, amount] = isMoney ? ["allocation", "amount_yuan"] : ["quotas", "amount"];
  const rows = (await duck.runAndReadAll(`SELECT region_code, CAST(sum(${amount}) AS VARCHAR) FROM '${out}/${file}.parquet' WHERE scheme = '${scheme.replaceAll("'", "''")}' GROUP BY 1`)).getRows();
  return new Map(rows);
}

function withoutExamples(file) {
  const lines = readFileSync(file, "utf8").split("\n"), from = lines.findIndex(line => line.startsWith("examples:"));
  if (from < 0) return;
  const next = lines.findIndex((line, at) => at > from && /^[^\s#]/.test(line));
  writeFileSync(file, [...lines.slice(0, from), ...(next < 0 ? [] : lines.slice(next))].join("\n"));
}
