// Opens report.html in headless Chromium as people would: clicks, switches, changes language, prints, and has axe-core look for barriers.
// usage: node open_report.mjs report.html PICTURES [CHROMIUM]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page_path, pictures, program = "/usr/bin/chromium"] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core");
let wrong = 0;
const check = (condition, what) => {
  console.log(`${condition ? "ok   " : "WRONG"} ${what}`);
  if (!condition) wrong++;
};

const patience = 300_000; // a guard against no end at all: another program may hold the machine
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"], timeout: patience });
for (const [width, height] of [[1366, 768], [768, 1024], [390, 844]]) {
  const context = await browser.newContext({ viewport: { width, height }, bypassCSP: false });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const said = [], asked = [];
  page.on("console", message => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", error => said.push(String(error)));
  page.on("dialog", dialog => { said.push("dialog " + dialog.message()); dialog.dismiss(); });
  page.on("request", request => request.url().startsWith("file:") || request.url().startsWith("data:") || asked.push(request.url()));
  await page.goto(pathToFileURL(page_path).href);
  check(await page.locator("#shapes path").count() > 0, `${width} px: regions drawn`);
  await page.screenshot({ path: `${pictures}/report-${width}.png`, fullPage: true });

  const before = await page.locator("#shapes path").first().evaluate(() => [...document.querySelectorAll("#shapes path")].map(p => p.getAttribute("fill")).join());
  const figures = await page.locator("#figure option").count();
  const known = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).figures.length);
  check(figures === known, `${width} px: each of ${known} figures can be chosen (${figures})`);
  await page.selectOption("#figure", { index: figures - 1 });
  const after = await page.evaluate(() => [...document.querySelectorAll("#shapes path")].map(p => p.getAttribute("fill")).join());
  check(before !== after, `${width} px: another figure colours the map anew`);

  await page.locator("#shapes path").nth(3).click({ force: true });
  const name = (await page.locator("#detail h3").textContent()) ?? "";
  check(name.length > 0, `${width} px: a click on the map shows ${name}`);
  await page.locator("#ranking button").first().focus();
  await page.keyboard.press("Enter");
  check((await page.locator("#detail h3").textContent()) !== "", `${width} px: the keyboard picks from the ranking`);
  const shown = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).figures);
  const change = shown.findIndex(figure => figure.kind === "Change");
  if (change >= 0) {
    await page.selectOption("#figure", String(change));
    check((await page.locator("#distribution rect").count()) > 1, `${width} px: the change from last year has a map and a distribution`);
    await page.screenshot({ path: `${pictures}/report-${width}-change.png`, fullPage: false });
  }

  // Search by name, code and pinyin initials, by keyboard.
  const { regions } = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
  const [code, searched] = regions[regions.length - 1];
  for (const typed of [searched, code]) {
    await page.fill("#region", typed);
    await page.keyboard.press("Enter");
    check((await page.locator("#detail h3").textContent()) === searched, `${width} px: ${typed} finds ${searched}`);
  }

  check((await page.evaluate(() => location.hash)).includes(`region=${code}`), `${width} px: the address names the region`);
  const again = await context.newPage();
  await again.goto(pathToFileURL(page_path).href + `#region=${code}&figure=${encodeURIComponent(shown[0].name)}`);
  check((await again.locator("#detail h3").textContent()) === searched && (await again.inputValue("#figure")) === "0", `${width} px: a permalink shows its region and figure`);
  await again.close();

  const box = () => page.evaluate(() => document.getElementById("drawing").viewBox.baseVal.width);
  await page.click("#zoom-all");
  const whole = await box();
  await page.locator("#drawing").hover();
  await page.mouse.wheel(0, -300);
  await page.waitForTimeout(200);
  check(await box() < whole, `${width} px: the wheel zooms in`);
  await page.click("#zoom-all");
  await page.click("#locate");
  check(await box() <= whole, `${width} px: zooms to the region`);
  await page.click("#zoom-all");

  await page.click("#beside");
  await page.locator("#shapes path").nth(0).dispatchEvent("click");
  check((await page.locator("#detail thead th").count()) > 1, `${width} px: two regions side by side`);
  await page.screenshot({ path: `${pictures}/report-${width}-beside.png` });
  await page.click("#beside");

  const names = () => page.locator("#all-rows tbody .pick").allTextContents();
  const heads = page.locator("#all-rows .sort");
  await heads.nth((await heads.count()) - 1).click();
  const down = await names();
  await heads.nth((await heads.count()) - 1).click();
  check(down.length > 1 && down.join() !== (await names()).join(), `${width} px: the table of everything sorts down and up`);
  check((await page.locator("#all-rows tbody tr").count()) < 100, `${width} px: only rows that are seen exist`);
  await page.locator("#scatter circle[data-r]").first().dispatchEvent("click");
  check((await page.locator("#detail h3").textContent()) !== "", `${width} px: a dot of the scatter picks its region`);

  for (const [id, begin] of [["#save-csv", "\uFEFF"], ["#save-svg", "<?xml"], ["#save-png", "\u0089PNG"]]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(id)]);
    const text = readFileSync(await file.path()).toString(id === "#save-csv" ? "utf8" : "latin1");
    check(text.startsWith(begin), `${width} px: ${file.suggestedFilename()} is what it says`);
    if (id === "#save-csv") check(text.trim().split("\r\n").length === regions.length + 1, `${width} px: the CSV has a line for each region`);
    await file.saveAs(`${pictures}/seen-${width}-${file.suggestedFilename()}`);
  }

  await page.locator("#legend button").first().click();
  check((await page.locator("#shapes path.faded").count()) > 0, `${width} px: a class of the legend stands out on the map`);
  await page.locator("#legend button").first().click();
  await page.click("#theme");
  await page.screenshot({ path: `${pictures}/report-${width}-dark.png`, fullPage: true });
  await page.click("#theme");
  await page.screenshot({ path: `${pictures}/report-${width}-chosen.png` });

  await page.click("#language");
  check((await page.locator("#map-title").innerText()) === "Map and ranking", `${width} px: speaks English`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${width} px: nothing sticks out to the side (${wide} px)`);
  if (await page.locator("button.place").count() > 0) {
    await page.locator("button.place").first().click();
    check(Number(await page.locator("#point").getAttribute("r")) > 0, `${width} px: a finding's place is shown on the map`);
  }

  await page.screenshot({ path: `${pictures}/report-${width}-english.png`, fullPage: true });
  check(said.length === 0, `${width} px: no console error${said.length ? ": " + said.join(" | ") : ""}`);
  check(asked.length === 0, `${width} px: nothing asked from the network`);
  if (width > 1000)
  {
    // As wide as A4 within its margins, where what sticks out is cut.
    await page.setViewportSize({ width: 688, height });
    await page.emulateMedia({ media: "print" });
    const cut = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(cut <= 0, `nothing is cut at the edge of the paper (${cut} px)`);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width, height });
    const printed = (await page.pdf({ path: `${pictures}/report.pdf`, preferCSSPageSize: true, printBackground: true })).toString("latin1");
    const boxes = [...printed.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
    check(boxes.length > 0 && boxes.every(([, w, h]) => Math.abs(w - 595.28) < 1 && Math.abs(h - 841.89) < 1), `${boxes.length} pages printed on A4`);
  }
  await context.close();

  // axe-core puts a script in, which the page's own policy forbids, so this look goes round the policy.
  for (const colorScheme of ["light", "dark"]) {
    const open = await browser.newContext({ viewport: { width, height }, bypassCSP: true, colorScheme });
    open.setDefaultTimeout(patience);
    const looked = await open.newPage();
    await looked.goto(pathToFileURL(page_path).href);
    await looked.locator("#ranking .pick").first().click();
    await looked.fill("#region", "县");
    await looked.addScriptTag({ path: axe });
    const found = await looked.evaluate(() => globalThis.axe.run());
    const serious = found.violations.filter(violation => ["serious", "critical"].includes(violation.impact));
    for (const violation of found.violations)
      console.log(`      axe ${violation.impact} ${violation.id}: ${violation.help} (${violation.nodes.length}) ${violation.nodes[0].target}`);
    check(serious.length === 0, `${width} px, ${colorScheme}: axe-core finds no serious barrier (${found.passes.length} rules passed)`);
    await open.close();
  }
}

await browser.close();
process.exit(wrong ? 1 : 0);
