// The workbench used as a person would, in a real Chromium; see scripts/try-workbench.sh.
// Prints a line for each thing that was held true, and ends with 1 where one was not.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const given = Object.fromEntries(process.argv.slice(2).map((word, at, all) => [word.replace(/^--/, ""), all[at + 1]]).filter((_, at) => at % 2 === 0));
const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(os.tmpdir(), "zonecomp-workbench-"));
cpSync(path.dirname(given.policy), folder, { recursive: true });
const policy = path.join(folder, path.basename(given.policy)), from = path.join(folder, path.basename(given.from));
if (!existsSync(from)) cpSync(given.from, from, { recursive: true });
const before = readFileSync(policy, "utf8");
let wrong = 0;

function holds(isTrue, what) {
  console.log(`${isTrue ? "ok   " : "WRONG"} ${what}`);
  if (!isTrue) wrong++;
}

const settled = page => page.waitForSelector("body:not([data-busy=yes])", { timeout: 60_000 });
const picture = (page, name, whole = false) => page.screenshot({ path: path.join(given.pictures, `${name}.png`), fullPage: whole });

const server = spawn(given.program, ["serve", policy, "--from", from, "--no-open", "--lang", "zh"], { stdio: ["ignore", "pipe", "inherit"] });
const began = performance.now();
const address = await new Promise(resolve => {
  let told = "";
  server.stdout.on("data", data => {
    told += data;
    if (told.includes("\n")) resolve(told.split("\n")[0]);
  });
});
console.log(`      address after ${Math.round(performance.now() - began)} ms`);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  await clerk();
  await places();
  await widths();
  await twoTabs();
  if (Number(given.edits) > 0) await randomEdits(Number(given.edits));
  holds(readFileSync(policy, "utf8") === before, "the policy itself is as it was");
} finally {
  await browser.close();
  server.kill("SIGINT");
  await new Promise(resolve => server.on("exit", resolve));
  rmSync(folder, { recursive: true, force: true });
}

console.log(wrong === 0 ? "all held" : `${wrong} did not hold`);
process.exit(wrong === 0 ? 0 : 1);

async function ask(what, body) {
  const answer = await fetch(`${address}api/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return answer.json();
}

async function open(options = {}) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, acceptDownloads: true, ...options });
  page.setDefaultTimeout(120_000);
  page.on("pageerror", error => holds(false, `script error: ${error.message}`));
  page.on("console", message => message.type() === "error" && holds(false, `console: ${message.text()}`));
  await page.goto(address);
  await page.waitForSelector("body[data-ready]", { timeout: 60_000 });
  return page;
}

async function type(page, knob, value) {
  const input = page.locator(".knob", { hasText: knob }).locator("input[type=text]").first();
  await input.fill(value);
  await input.press("Enter");
  await settled(page);
}

async function accessible(page, name) {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  holds(violations.length === 0, `axe-core: ${name}${violations.map(each => `\n        ${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map(node => node.html.slice(0, 140)).join(" | ")}`).join("")}`);
}

// Open last year's results, raise the wetland weight, lower the fund by 5 %, see who falls below last year, find the cap and the floor, save, hand over.
async function clerk() {
  const page = await open();
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  console.log(`      first paint ${Math.round(paint)} ms, ready ${Math.round(await page.evaluate(() => performance.now()))} ms`);
  await picture(page, "1-opened");
  await accessible(page, "what if");
  const fact = label => page.locator("#facts div", { hasText: label }).locator("dd").innerText();
  await type(page, "share(湿地面积)", "0.20");
  holds(await page.locator("#banner").innerText().then(text => text.includes("试算，未保存")), "the banner says: trial, not saved");
  const weights = await page.locator("fieldset .knob input[type=text]").evaluateAll(inputs => inputs.map(input => Number(input.value)));
  holds(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-9, `weights still add up to 1: ${weights.join(" ")}`);
  await page.getByRole("button", { name: "固定此方案" }).click();
  await type(page, "资金总额", "-5%");
  holds(await page.locator(".knob", { hasText: "资金总额" }).locator("input[type=text]").inputValue() === "1140000000", "-5% of the fund is 1,140,000,000");
  holds((await fact("合计（元）")).startsWith("1,140,000,000.00"), "the total follows the fund");
  await page.getByRole("button", { name: "固定此方案" }).click();
  await settled(page);
  await picture(page, "2-trial-and-pins");
  await page.getByRole("button", { name: /^低于上年 \d/ }).first().click();
  await page.locator("#rows .pick").first().click();
  await page.getByRole("button", { name: "这个数怎么来的" }).click();
  await page.waitForSelector("#how pre", { timeout: 60_000 });
  await page.locator("#rows").scrollIntoViewIfNeeded();
  await picture(page, "3-below-last-year", true);
  const seek = async (knob, goal, value) => {
    await page.locator(".knob", { hasText: knob }).getByRole("button", { name: "找值" }).click();
    await page.selectOption("#seek-goal", { label: goal });
    await page.fill("#seek-value", value);
    await page.getByRole("button", { name: "查找" }).click();
    await page.waitForSelector("dialog strong", { timeout: 120_000 });
    return page.locator("dialog strong").innerText();
  };
  console.log(`      cap that keeps all above 95 %: ${await seek("不高于上年的", "所有单位不低于上年的（比例，如 0.95）", "0.95")}`);
  await picture(page, "4-seek-cap");
  await page.getByRole("button", { name: "关闭" }).click();
  const floor = await seek("不低于上年的", "所有单位不低于上年的（比例，如 0.95）", "0.95");
  holds(floor.includes("不低于 0.95 时满足，0.949"), `floor that keeps all above 95 %: ${floor}`);
  await page.getByRole("button", { name: "采用 0.95" }).click();
  await settled(page);
  holds((await fact("最低为上年的")).startsWith("0.95"), "nobody is below 0.95 of last year");
  await picture(page, "5-floor-taken");
  await accessible(page, "a trial with pins");
  await type(page, "不高于上年的", "abc");
  holds(await page.locator(".knob", { hasText: "不高于上年的" }).locator("input[type=text]").getAttribute("aria-invalid") === "true", "what is no number is marked and not taken");
  await type(page, "不高于上年的", "0.5");
  await page.waitForSelector("#trouble:not([hidden])");
  holds(await page.locator("#shown").evaluate(shown => shown.classList.contains("old")), "what cannot be paid is told, the last numbers stay, marked");
  await picture(page, "6-refused");
  await type(page, "不高于上年的", "1.2");
  await page.getByRole("button", { name: "保存……" }).click();
  await page.waitForSelector("dialog pre");
  await picture(page, "7-save");
  await accessible(page, "the dialog to save");
  const diff = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载差异（diff）" }).click();
  await (await diff).saveAs(path.join(folder, "handed-over.diff"));
  await page.locator("dialog").getByRole("button", { name: "保存", exact: true }).click();
  await page.waitForSelector("dialog [role=status]:has-text('已写入')", { timeout: 60_000 });
  holds(existsSync(path.join(folder, "policy.variant.yaml")), "the variant lies beside the policy");
  const patched = spawnSync("patch", ["-o", "-", policy, path.join(folder, "handed-over.diff")], { encoding: "utf8" });
  if (!patched.error) holds(patched.stdout === readFileSync(path.join(folder, "policy.variant.yaml"), "utf8"), "patch(1) makes the variant of the policy and the diff");
  await page.getByRole("button", { name: "关闭" }).click();
  const table = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  holds(readFileSync(await (await table).path(), "utf8").split("\r\n").length > 10, "the table is handed over as CSV");
  await page.close();
}

async function places() {
  const page = await open();
  for (const [place, wanted] of [["结果", "检查发现"], ["运行", "开始运行"], ["对比", "对比"], ["图层", "图层"]]) {
    await page.locator("#places").getByRole("button", { name: place, exact: true }).click();
    await page.waitForSelector(`#place:has-text("${wanted}")`, { timeout: 60_000 });
    if (place === "图层") await page.waitForSelector("#wide pre", { timeout: 120_000 });
    await picture(page, `place-${place}`);
    await accessible(page, place);
  }

  // Keyboard only: to the places, to the fund, a value, a payee in the table.
  await page.locator("#places button").first().focus();
  for (let at = 0; at < 3; at++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".knob");
  await page.locator(".knob input[type=text]").first().focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("1300000000");
  await page.keyboard.press("Enter");
  await settled(page);
  holds((await page.locator("#facts").innerText()).includes("1,300,000,000.00"), "keyboard alone changes the fund");
  await page.close();
}

async function widths() {
  for (const [width, height, scheme] of [[1366, 768, "dark"], [768, 1024, "light"], [390, 844, "light"], [390, 844, "dark"]]) {
    const page = await open({ viewport: { width, height }, colorScheme: scheme });
    holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling at ${width} px`);
    await picture(page, `width-${width}-${scheme}`, width < 700);
    if (scheme === "dark") await accessible(page, `${width} px, dark`);
    if (width === 1366) await page.pdf({ path: path.join(given.pictures, "print.pdf"), format: "A4" });
    await page.close();
  }

  const page = await open();
  await page.getByRole("button", { name: "English" }).click();
  await page.waitForTimeout(500);
  await picture(page, "english");
  holds(!/[\u4e00-\u9fff]{2,}/.test(await page.locator("#places").innerText()), "the places are named in English");
  await page.close();
}

async function twoTabs() {
  const [one, other] = [await open(), await open()];
  await Promise.all([type(one, "资金总额", "1100000000"), type(other, "资金总额", "1250000000")]);
  const total = page => page.locator("#facts dd").first().innerText();
  holds((await total(one)).startsWith("1,100,000,000.00") && (await total(other)).startsWith("1,250,000,000.00"), "two tabs keep their own trials");
  await one.close();
  await other.close();
}

async function randomEdits(count) {
  const { DuckDBInstance } = await import(createRequire(path.join(root, "tests/readers/package.json")).resolve("@duckdb/node-api"));
  const duck = await (await DuckDBInstance.create(":memory:")).connect();
  const start = await ask("start", {});
  let seed = 20261130, compared = 0, refused = 0;
  const random = below => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 2147483648 * below);
  };
  for (let at = 0; at < count; at++) {
    const edits = {};
    for (let left = 1 + random(3); left > 0; left--) {
      const knob = start.knobs[random(start.knobs.length)];
      edits[knob.id] = (Number(knob.written) * (0.8 + random(400) / 1000)).toFixed(6).replace(/\.?0+$/, "");
    }

    const trial = await ask("trial", { edits, scheme: "", figure: "amount" });
    const saved = await ask("save", { edits, name: "random.yaml", replace: "yes" });
    const out = path.join(folder, "out-random");
    const run = spawnSync(given.program, ["allocate", saved.file, "--from", from, "-o", out, "--quiet"], { encoding: "utf8" });
    const what = JSON.stringify(edits);
    if (run.status !== 0 || !trial.would_be_written) {
      refused++;
      if ((run.status === 0) !== trial.would_be_written) holds(false, `${what}: one of the two refuses`);
      continue;
    }

    const rows = await (await duck.runAndReadAll(`SELECT region_code, CAST(sum(amount_yuan) AS VARCHAR) FROM '${out}/allocation.parquet' GROUP BY 1`)).getRows();
    const paid = new Map(rows);
    const differ = trial.rows.filter(row => Number(paid.get(row[0])) !== Number(row[2]) || !sameDigits(paid.get(row[0]), row[2]));
    if (differ.length > 0 || paid.size !== trial.rows.length) holds(false, `${what}: ${differ.length} amounts differ, first ${differ[0]} against ${paid.get(differ[0]?.[0])}`);
    compared += trial.rows.length;
  }

  holds(true, `${count} random edits: ${compared} amounts held against allocation.parquet, ${refused} refused by both`);
}

function sameDigits(one, other) {
  const plain = text => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  return one !== undefined && plain(one) === plain(other);
}
