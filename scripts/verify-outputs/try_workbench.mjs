// The workbench used as a person would, in a real Chromium; see scripts/try-workbench.sh.
// Prints a line for each thing that was held true, and ends with 1 where one was not.
// --dose small (for every commit) leaves out pictures, some widths, most kills and the accessibility of what others show too.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, watch, writeFileSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { Workbench, browser as launch, end, given, holds, program, randomOf, settled, type } from "./workbench_page.mjs";

const root = path.resolve(import.meta.dirname, "../.."), isSmall = given.dose === "small";
const work = mkdtempSync(path.join(os.tmpdir(), "zonecomp-workbench-")), folder = path.join(work, "sample");
cpSync(path.dirname(given.policy), folder, { recursive: true });
const policy = path.join(folder, path.basename(given.policy)), from = path.join(folder, path.basename(given.from));
if (!existsSync(from)) cpSync(given.from, from, { recursive: true });
cpSync(path.join(root, "policies"), path.join(work, "policies"), { recursive: true });
const before = readFileSync(policy, "utf8");
const bench = await Workbench.of(policy, "--from", from);
console.log(`      address after ${Math.round(bench.startedMs)} ms`);
const browser = await launch();
const open = options => bench.open(browser, options);
try {
  for (const part of [clerk, places, widths, twoTabs, hurry, strangers].filter(wanted)) await part();
  holds(readFileSync(policy, "utf8") === before, "the policy itself is as it was");
  await bench.end();
  for (const part of [changedMeanwhile, newProject, runAndAccept, killed].filter(wanted)) await part();
} finally {
  await browser.close();
  await bench.end();
  rmSync(work, { recursive: true, force: true });
}

end();

// --only NAMES: these parts alone.
function wanted(part) {
  return given.only === undefined || given.only.split(",").includes(part.name);
}

function picture(page, name, whole = false) {
  return given.pictures ? page.screenshot({ path: path.join(given.pictures, `${name}.png`), fullPage: whole }) : Promise.resolve();
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
  await type(page, "湿地面积占比", "0.20");
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
  await page.getByRole("button", { name: /^低于上年 \d/ }).first().press("Enter");
  holds(await page.evaluate(() => document.activeElement.id === "rows"), "a figure leads to the rows behind it");
  await page.locator("#rows .pick").first().press("Enter");
  await page.keyboard.press("Enter"); // how did this come about
  await page.waitForSelector("#how pre", { timeout: 60_000 });
  await page.locator("#rows").scrollIntoViewIfNeeded();
  await picture(page, "3-below-last-year", true);
  const seek = async (knob, goal, value) => {
    await page.locator(".knob", { hasText: knob }).getByRole("button", { name: "找值" }).click();
    await page.selectOption("#seek-goal", { label: goal });
    await page.fill("#seek-value", value);
    await page.press("#seek-value", "Enter");
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
  if (!isSmall) await accessible(page, "a trial with pins");
  await type(page, "不高于上年的", "abc");
  holds(await page.locator(".knob", { hasText: "不高于上年的" }).locator("input[type=text]").getAttribute("aria-invalid") === "true", "what is no number is marked and not taken");
  await type(page, "不高于上年的", "0.5");
  await page.waitForSelector("#trouble:not([hidden])");
  holds(await page.locator("#shown").evaluate(shown => shown.classList.contains("old")), "what cannot be paid is told, the last numbers stay, marked");
  await picture(page, "6-refused");
  await type(page, "不高于上年的", "1.2");
  await page.getByRole("button", { name: "保存……" }).click();
  await page.waitForSelector("#keep-name");
  holds(await page.evaluate(() => document.activeElement?.id === "dialog-title"), "the dialog to save opens at its beginning");
  await picture(page, "7-save");
  await accessible(page, "the dialog to save");
  await page.locator("dialog summary").click();
  await page.waitForSelector("dialog pre .add");
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
    if (!isSmall) await accessible(page, place);
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
  await page.locator("#filters button").nth(1).press("Enter");
  const kept = await page.evaluate(() => document.activeElement.matches("#filters [aria-pressed=true]"));
  await page.locator(".knob.changed .small").first().press("Enter");
  await settled(page);
  holds(kept && await page.evaluate(() => document.activeElement.matches(".knob input[type=text]")), "what is drawn anew keeps the focus; a number taken back has it");
  await page.close();
}

async function widths() {
  const sizes = [[1366, 768, "dark"], [768, 1024, "light"], [768, 1024, "dark"], [390, 844, "light"], [390, 844, "dark"]];
  for (const [width, height, scheme] of isSmall ? sizes.slice(0, 1).concat(sizes.slice(-2, -1)) : sizes) {
    const page = await open({ viewport: { width, height }, colorScheme: scheme });
    holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling at ${width} px`);
    await picture(page, `width-${width}-${scheme}`, width < 800);
    await accessible(page, `${width} px, ${scheme}`);
    if (width === 1366 && given.pictures) await page.pdf({ path: path.join(given.pictures, "print.pdf"), format: "A4" });
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

// Answers that come late, and a person who goes on meanwhile: no number stands under another scheme's name.
async function hurry() {
  const page = await open(), { schemes } = await bench.ask("start");
  await type(page, "资金总额", "1100000000");
  await page.getByRole("button", { name: "固定此方案" }).click();
  await page.waitForSelector("#variants:not([hidden])");
  const edits = JSON.parse(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("edits"));
  await page.route("**/api/trial", async route => {
    await new Promise(resolve => setTimeout(resolve, 250));
    await route.continue();
  });
  const names = [...schemes.map(one => one.name), ""];
  for (const [at, pause] of [[0, 100], [2, 300], [1, 350], [0, 600], [2, 150], [1, 0]]) {
    await page.selectOption("#scheme", names[at % names.length]);
    await page.waitForTimeout(pause);
  }

  await settled(page);
  await page.waitForSelector("#variants:not([hidden], .old)");
  const last = names[1], [base, own] = [await bench.ask("trial", { scheme: last }), await bench.ask("trial", { edits, scheme: last })];
  const plain = text => text.replaceAll(",", "");
  const shown = (await page.locator("#variants tbody tr").first().locator("td").allInnerTexts()).map(plain);
  holds((await page.locator("#variants h2").innerText()).includes(schemes.find(one => one.name === last).title) && shown[0] !== shown[1] && shown[0] === base.totals.amount && shown[1] === own.totals.amount && plain(await page.locator("#facts dd").first().innerText()).startsWith(own.totals.amount),
    `schemes changed in a hurry: base and variant show ${last}: ${shown.join(" ")}`);
  const fund = page.locator(".knob", { hasText: "资金总额" }).locator("input[type=text]").first();
  await page.selectOption("#scheme", names[0]);
  await fund.fill("7");
  await settled(page);
  holds(await fund.inputValue() === "7", "what is being typed stays when an answer comes meanwhile");
  await page.close();
}

// Who is not let in: pages of another origin, wrong tokens and hosts, paths outside, links that lead out.
async function strangers() {
  const api = `${bench.address}api/save`, host = new URL(bench.address).host;
  const other = http.createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html");
    answer.end(`<iframe src="${bench.address}"></iframe><img src="${bench.address}workbench.css"><script src="${bench.address}api.js" type="module"></script>
      <form method="post" enctype="text/plain" action="${api}" target="_blank"><input name='{"edits":{},"name":"stolen.yaml","x":"' value='"}'></form>`);
  });
  await new Promise(resolve => other.listen(0, "127.0.0.1", resolve));
  const page = await browser.newPage(), seen = [];
  page.context().on("response", response => response.url().startsWith(`http://${host}/`) && seen.push(response.status()));
  await page.goto(`http://127.0.0.1:${other.address().port}/`);
  const asked = await page.evaluate(async target => {
    const tries = [["cors", "application/json"], ["cors", "text/plain"], ["no-cors", "text/plain"]], told = [];
    for (const [mode, type] of tries) {
      try {
        const answer = await fetch(target, { method: "POST", mode, headers: { "Content-Type": type }, body: JSON.stringify({ edits: {}, name: "stolen.yaml" }) });
        told.push(answer.type);
      } catch {
        told.push("refused");
      }
    }

    document.querySelector("form").submit();
    return told;
  }, api);
  await page.waitForTimeout(1000);
  holds(asked.every(one => one === "refused" || one === "opaque"), `a page of another origin reads nothing: ${asked.join(", ")}`);
  holds(seen.length >= 4 && seen.every(status => status === 403), `its frame, picture, script, form and questions are refused: ${seen.join(" ")}`);
  await page.close();
  other.close();

  const raw = (target, options = {}) => new Promise((resolve, reject) => {
    const { hostname, port } = new URL(bench.address);
    const request = http.request({ hostname, port, path: target, method: "GET", ...options }, answer => {
      answer.resume();
      resolve(answer.statusCode);
    });
    request.on("error", reject);
    request.end(options.body);
  });
  const token = new URL(bench.address).pathname, nobody = token.replace(/[0-9a-f]/g, digit => (digit === "0" ? "1" : "0"));
  const answers = {
    "no token": await raw("/"), "another token": await raw(nobody), "half the token": await raw(`${token.slice(0, 12)}/`),
    "another Host": await raw(token, { headers: { Host: "evil.example" } }), "the name localhost": await raw(token, { headers: { Host: host.replace("127.0.0.1", "localhost") } }),
  };
  holds(Object.values(answers).every(status => status === 403), `refused: ${JSON.stringify(answers)}`);
  const outside = {};
  for (const name of ["policy.yaml", "../policy.yaml", "%2e%2e/policy.yaml", "..%2f..%2fpolicy.yaml", "out-2025/run.json", "%2fetc%2fpasswd", "..%5c..%5cpolicy.yaml"]) outside[name] = await raw(token + name);
  holds(Object.values(outside).every(status => status === 404 || status === 403), `no file of the folder, inside or out: ${JSON.stringify(outside)}`);

  // Links out of the folder: a variant, results, a comparison.
  const away = mkdtempSync(path.join(os.tmpdir(), "zonecomp-away-"));
  symlinkSync(path.join(away, "x.yaml"), path.join(folder, "link.yaml"));
  symlinkSync(away, path.join(folder, "out-link"));
  const refusals = [
    await bench.ask("save", { edits: {}, name: "link.yaml", replace: "yes" }), await bench.ask("save", { edits: {}, name: "../x.yaml" }), await bench.ask("save", { edits: {}, name: "/tmp/x.yaml" }),
    await bench.ask("run", { policy: path.basename(policy), folder: "out-link/x" }), await bench.ask("run-start", { folder: "out-link" }), await bench.ask("run-start", { folder: "../x" }),
    await bench.ask("adopt", { folder: "out-link" }), await bench.ask("compare", { old: path.basename(from), new: path.basename(from), folder: "out-link" }),
  ];
  holds(refusals.every(answer => answer.refused), `names and links that lead out are refused: ${[...new Set(refusals.map(answer => answer.refused?.en.replace(/\/\S+/, "...")))].join("; ")}`);
  holds(readdirSync(away).length === 0 && !existsSync(path.join(folder, "stolen.yaml")), "nothing was written there");
  rmSync(away, { recursive: true });
  for (const link of ["link.yaml", "out-link"]) rmSync(path.join(folder, link));
}

// Policy, table and results are changed by others while pages are open: no number of before stands without a word.
async function changedMeanwhile() {
  const hainan = path.join(work, "policies", "hainan"), file = path.join(hainan, "policy.yaml"), table = path.join(hainan, "county.csv"), out = path.join(hainan, "out");
  const [text, rows] = [readFileSync(file, "utf8"), readFileSync(table, "utf8")];
  program("overlay", file, "-o", out);
  const own = await Workbench.of(file, "--from", out), { knobs, version } = await own.ask("start"), fund = knobs.find(knob => knob.role === "Fund");
  const one = await own.open(browser), other = await own.open(browser);
  const plain = shown => shown.replaceAll(",", "").split(/\s/)[0];
  const total = async page => plain(await page.locator("#facts dd").first().innerText());
  const meanwhile = async (what, change) => {
    change();
    await other.evaluate(() => fetch("api/alive", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })); // the next question, whoever asks
    for (const page of [one, other]) {
      await page.evaluate(() => document.getElementById("scheme").dispatchEvent(new Event("change")));
      await page.waitForSelector(`#notice:has-text("${what}")`);
      await settled(page);
    }
  };
  const asked = async (edits = {}) => (await own.ask("trial", { edits, scheme: await one.locator("#scheme").inputValue(), figure: "amount" })).totals.amount;
  const edits = { [fund.id]: String(Number(fund.written) * 0.9) };
  await one.evaluate(hash => { location.hash = hash; }, new URLSearchParams({ edits: JSON.stringify(edits), pins: JSON.stringify([edits]) }).toString());
  await one.waitForSelector("#variants:not([hidden], .old)");

  await meanwhile("policy.yaml 已改动", () => writeFileSync(file, text.replace(/^(title: .*)$/m, "$1 # looked at").replace(fund.written, String(Number(fund.written) * 2))));
  await one.waitForSelector("#variants:not([hidden], .old)");
  const base = await one.locator("#variants tbody tr").first().locator("td").first().innerText();
  holds(plain(base) === await asked() && await total(other) === await asked(), `the policy's fund was doubled on the disk: base and amounts of both pages follow, and say so: ${base}`);
  holds(await total(one) === await asked(edits), "what was being tried stays, computed on the new policy");
  const stale = await own.ask("save", { version, edits, name: "stale.yaml" });
  holds(stale.changed && !existsSync(path.join(hainan, "stale.yaml")), `what was tried on the policy of before is not saved: ${stale.changed?.zh}`);

  await meanwhile("county.csv 已改动", () => writeFileSync(table, rows.replace(/,\d+,/, ",999999,")));
  holds(await total(one) === await asked(edits), "a table that was saved anew counts, and pages say so");

  writeFileSync(file, text.replace(/^schemes:/m, "schemes: ["));
  await one.evaluate(() => document.getElementById("scheme").dispatchEvent(new Event("change")));
  // The page is loaded anew: what it tells and the numbers that are gone belong to the new one.
  await one.waitForSelector("#shown", { state: "hidden" });
  await one.waitForSelector('#trouble:not([hidden]):has-text("policy.yaml")');
  holds(!await one.locator("#shown").isVisible(), `a policy that no longer reads: why, and no numbers: ${(await one.locator("#trouble").innerText()).split("\n")[0].slice(0, 90)}`);
  writeFileSync(file, text);
  writeFileSync(table, rows);
  await one.reload();
  await one.waitForSelector("#facts dd");
  holds(await total(one) === await asked(edits), "mended, it opens again, with what was tried");

  program("overlay", file, "-o", out);
  await own.ask("alive");
  await one.evaluate(() => document.getElementById("scheme").dispatchEvent(new Event("change")));
  await one.waitForSelector("#notice:has-text('结果已被替换')");
  holds(await total(one) === await asked(edits), "results that were replaced are read anew, and the page says so");
  for (const page of [one, other]) await page.close();
  await own.end();
  rmSync(out, { recursive: true });
}

// A folder of layers: what lies in it, drawn; a policy from it.
async function newProject() {
  const fresh = path.join(work, "new");
  cpSync(path.join(root, "sample-data"), fresh, { recursive: true });
  rmSync(path.join(fresh, "policy.yaml"));
  const own = await Workbench.of(fresh), page = await own.open(browser);
  await page.waitForSelector("#wide .drawing svg path[d^=M]");
  const drawn = await page.locator("#wide .drawing svg[role=img] path").evaluateAll(paths => paths.map(each => each.getBBox().width > 0 && each.getAttribute("d").length));
  holds(drawn.length === 6 && drawn.every(length => length > 100), `six layers are drawn: ${drawn.join(" ")} characters`);
  await page.locator("#wide .drawing input").first().uncheck();
  await picture(page, "new-1-layers", true);
  if (!isSmall) await accessible(page, "layers of a folder");
  await page.locator("#place fieldset input").first().uncheck();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "保存为 policy.yaml" }).click();
  await page.waitForSelector("#place:has-text('开始运行')");
  const written = readFileSync(path.join(fresh, "policy.yaml"), "utf8");
  holds(program("check", path.join(fresh, "policy.yaml")).status === 0, `the policy that was saved passes check (${written.split("\n").length} lines)`);
  await picture(page, "new-2-saved");
  await page.close();
  await own.end();
}

// A policy with an error in its data: run, look, accept with a reason, run again, take the results, compare.
async function runAndAccept() {
  const hainan = path.join(work, "policies", "hainan"), file = path.join(hainan, "policy.yaml"), table = path.join(hainan, "county.csv");
  const rows = readFileSync(table, "utf8").trimEnd().split("\n");
  program("run", file, "-o", path.join(hainan, "out-before"));
  writeFileSync(table, [...rows, "990999,1000,1,false", ""].join("\n"));
  const text = readFileSync(file, "utf8"), own = await Workbench.of(file), page = await own.open(browser, {}, "#place=run");
  await page.fill("#run-folder", "out-after");
  await page.getByRole("button", { name: "开始运行" }).click();
  await page.waitForSelector("#place .s-error", { timeout: 120_000 });
  await page.getByRole("button", { name: "认可……" }).first().click();
  await picture(page, "run-1-error");
  const finding = page.locator("#place .knob", { has: page.locator("input[type=text]") });
  holds(/测算方案第 \d+ 行/.test(await finding.innerText()), `the finding tells the policy's line: ${(await finding.innerText()).split("\n").slice(0, 3).join(" | ")}`);
  await finding.locator("input[type=text]").fill("外县数据，已核实");
  await finding.getByRole("button", { name: /写入测算方案/ }).click();
  await page.waitForSelector("#place [role=status]:has-text('已写入')");
  const after = readFileSync(file, "utf8"), added = after.split("\n").filter(line => !text.split("\n").includes(line)).filter(line => line.trim() !== "");
  holds(after !== text && withoutOf(after, added) === withoutOf(text, added) && added.some(line => line.includes("外县数据，已核实")), `accepting wrote into the policy, and nothing else of it changed: ${added.map(line => line.trim()).join(" ")}`);
  await page.getByRole("button", { name: "开始运行" }).click();
  await page.waitForSelector("#place:has-text('结果已写入')", { timeout: 120_000 });
  holds(existsSync(path.join(hainan, "out-after", "run.json")), "accepted, the run writes its results");
  await picture(page, "run-2-written");
  if (!isSmall) await accessible(page, "a run with findings");
  await page.getByRole("button", { name: "用这些结果试算" }).click();
  await page.waitForSelector(".knob input[type=text]");
  holds((await page.locator("#files").innerText()).includes("out-after"), "its results are the ground of all trials");
  await page.locator("#places").getByRole("button", { name: "对比", exact: true }).click();
  await page.waitForSelector("#compare-old");
  await page.locator("#place").getByRole("button", { name: "对比", exact: true }).click();
  await page.waitForSelector("#wide h2");
  holds((await page.locator("#wide").innerText()).includes("out-before"), "the two are compared");
  await page.setViewportSize({ width: 390, height: 844 });
  holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "a comparison does not scroll sideways at 390 px");
  await page.setViewportSize({ width: 1366, height: 768 });
  await picture(page, "compare");
  await page.close();
  await own.end();
}

function withoutOf(text, added) {
  return text.split("\n").filter(line => !added.includes(line) && line.trim() !== "").join("\n");
}

// Killed (kill -9) at random moments of saving a variant, of accepting a finding, and of saving a run: of each file the old or the new one, whole,
// and nothing stray once the next one has saved and run.
async function killed() {
  const rounds = Number(given.rounds ?? (isSmall ? 3 : 25)), random = randomOf(Number(given.seed ?? 20));
  const home = path.join(work, "kills"), hainan = path.join(home, "hainan"), file = path.join(hainan, "policy.yaml"), variant = path.join(hainan, "policy.variant.yaml"), out = path.join(hainan, "out-run");
  cpSync(path.join(root, "policies"), home, { recursive: true });
  writeFileSync(file, readFileSync(file, "utf8").replace(/^examples:[\s\S]*/m, "")); // another fund gives other figures
  program("overlay", file, "-o", path.join(hainan, "out-after"));
  const start = () => Workbench.of(file, "--from", path.join(hainan, "out-after")), text = readFileSync(file, "utf8"), there = readdirSync(hainan);
  const first = await start(), fund = (await first.ask("start")).knobs.find(knob => knob.role === "Fund").id, variants = new Set(), runs = new Set();
  const edits = at => ({ [fund]: String(900 + at) }), acceptance = { code: "ZC243", layer: "", reason: "已核实" };
  const took = {};
  const timed = async (what, body) => {
    const began = performance.now(), answer = await first.ask(what, body);
    took[what] = Math.max(performance.now() - began, took[what] ?? 0);
    return answer;
  };
  for (const at of [0, 1]) {
    await timed("save", { edits: edits(at), replace: "yes" });
    variants.add(readFileSync(variant, "utf8"));
    const { written } = await timed("run", { policy: "policy.variant.yaml", folder: "out-run" });
    holds(written === out, `a variant's run is written: ${written}`);
    runs.add(digestOf(path.join(out, "allocation.parquet")));
  }

  await timed("accept", acceptance);
  const accepted = readFileSync(file, "utf8");
  writeFileSync(file, text);
  await first.end();
  const told = { torn: [], save: 0, accept: 0, run: 0, left: 0 };
  for (let round = 0; round < rounds; round++) {
    for (const what of ["save", "accept", "run"]) {
      const own = await start(), before = { variant: readFileSync(variant, "utf8"), run: digestOf(path.join(out, "allocation.parquet")) };
      const body = { save: { edits: edits(before.variant === [...variants][0] ? 1 : 0), replace: "yes" }, accept: acceptance, run: { policy: "policy.variant.yaml", folder: "out-run" } }[what];
      const asked = own.ask(what, body).catch(() => null);
      // Every other time just after the first file is touched, which is where writing is.
      if (round % 2 === 1) await firstTouch(hainan);
      await new Promise(resolve => setTimeout(resolve, random(Math.ceil(round % 2 === 1 ? 40 : took[what] * 1.2))));
      await own.end("SIGKILL");
      await asked;
      const now = readFileSync(file, "utf8");
      if (now !== text && !(what === "accept" && now === accepted)) told.torn.push(`${what} ${round}: policy`);
      if (!variants.has(readFileSync(variant, "utf8"))) told.torn.push(`${what} ${round}: variant`);
      // Between two renames of a run there is no folder for an instant; the next run puts the old or the new one there.
      if (existsSync(out) && !wholeRun(out)) told.torn.push(`${what} ${round}: results`);
      if (now !== text || readFileSync(variant, "utf8") !== before.variant || (existsSync(out) && digestOf(path.join(out, "allocation.parquet")) !== before.run)) told[what]++;
      told.left += readdirSync(hainan).filter(name => name.startsWith(".")).length > 0 ? 1 : 0;
      writeFileSync(file, text);
    }
  }

  const last = await start();
  await last.ask("save", { edits: edits(0), replace: "yes" });
  await last.ask("run", { policy: "policy.variant.yaml", folder: "out-run" });
  await last.end();
  const stray = readdirSync(hainan).filter(name => !there.includes(name) && !["policy.variant.yaml", "out-run"].includes(name));
  holds(told.torn.length === 0, `killed (kill -9) ${rounds} times each while saving (${told.save} came to be), accepting (${told.accept}) and running (${told.run}): policy, variant and results are whole ${told.torn.join(", ")}`);
  holds(stray.length === 0 && wholeRun(out), `of the ${told.left} kills that left something unfinished, nothing is there after the next save and run: ${stray.join(" ")}`);
}

function firstTouch(folder) {
  return new Promise(resolve => {
    const watched = watch(folder, () => {
      watched.close();
      resolve();
    });
  });
}

function digestOf(file) {
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : "";
}

function wholeRun(out) {
  const { outputs } = JSON.parse(readFileSync(path.join(out, "run.json"), "utf8"));
  return outputs.every(one => digestOf(path.join(out, one.path)) === one.sha256);
}
