// Times what a person does on report.html in headless Chromium: the time on the clock from the event to the end of the frame that shows it,
// the median of some tries; and the processor's time of the page's own thread (script, style, layout, painting), which other programs on the
// machine do not lengthen.
// usage: node time_report.mjs report.html [CHROMIUM]
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [path, program = "/usr/bin/chromium"] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"], timeout: 300_000 });
const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
context.setDefaultTimeout(300_000);
const page = await context.newPage();
await page.goto(pathToFileURL(path).href);
const painted = await page.evaluate(() => performance.getEntriesByType("paint").find(entry => entry.name === "first-contentful-paint")?.startTime ?? NaN);
const devtools = await context.newCDPSession(page);
await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
const busy = async () => (await devtools.send("Performance.getMetrics")).metrics.find(metric => metric.name === "TaskDuration").value * 1000;

await page.evaluate(() => {
  const at = id => document.getElementById(id), tries = 15;
  const use = (element, event) => element.dispatchEvent(new Event(event, { bubbles: true }));
  const frame = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const select = at("figure"), shapes = document.querySelectorAll("#shapes path"), search = at("region");
  const typed = ["m", "mt", "mtx", "县", "区", "61", "6101", "610", "s", "sz", "x", "xx", "z", "l", "lj"];
  const acts = [
    () => {},
    run => { select.selectedIndex = (run * 7) % select.options.length; use(select, "change"); },
    run => shapes[(run * 211) % shapes.length].dispatchEvent(new MouseEvent("click", { bubbles: true })),
    run => { search.value = typed[run % typed.length]; use(search, "input"); },
    run => { const heads = document.querySelectorAll("#all-rows .sort"); heads[(run * 5) % heads.length].click(); },
    run => at("drawing").dispatchEvent(new WheelEvent("wheel", { deltaY: run % 2 ? 40 : -40, clientX: 400, clientY: 400, bubbles: true, cancelable: true })),
  ];
  globalThis.timed = async which => {
    const clock = [];
    for (let run = 0; run < tries; run++) {
      await frame();
      const start = performance.now();
      acts[which](run);
      await frame();
      clock.push(performance.now() - start);
    }

    return [clock.sort((a, b) => a - b)[Math.floor(tries / 2)], tries];
  };
});
const names = ["nothing", "another figure", "a region chosen on the map", "typing in the search", "table sorted by another column", "a step of the wheel"];
const times = [];
for (let which = 0; which < names.length; which++) {
  const before = await busy();
  const [clock, tries] = await page.evaluate(at => globalThis.timed(at), which);
  times.push([names[which], (await busy() - before) / tries, clock]);
}

console.log(`${sizeOf(path)} MB, first paint ${painted.toFixed(0)} ms`);
console.log("| what | processor, ms | clock until it is painted, ms |\n|---|---:|---:|");
for (const [what, processor, clock] of times) console.log(`| ${what} | ${processor.toFixed(1)} | ${clock.toFixed(1)} |`);
await browser.close();

function sizeOf(file) {
  return (statSync(file).size / 1e6).toFixed(2);
}
