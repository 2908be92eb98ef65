// How long the workbench takes on the screen: from the change of a number to the end of the frame that shows the answer; first paint; memory.
// Clock times grow with what else the machine does, so its load stands beside, and the processor's time of server and page, which does not.
// For the sample (225 regions) and for 3,025 made regions with ragged borders, five zone layers' worth of weights, last year and a corridor.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Workbench, browser as launch, end, given, holds, program, randomOf } from "./workbench_page.mjs";

const TRIES = 40, WARM = 15;
const browser = await launch();
try {
  await time("225 regions (sample)", given.policy, given.from, "资金总额", value => String(1_150_000_000 + (value * 1_000_000)));
  const made = path.join(path.dirname(path.dirname(given.policy)), "made-3025");
  if (!existsSync(path.join(made, "out", "run.json"))) makeRegions(made);
  await time("3,025 regions (made)", path.join(made, "policy.yaml"), path.join(made, "out"), "资金总额", value => String(1_550_000_000 + (value * 1_000_000)));
} finally {
  await browser.close();
}

end();

async function time(name, policy, from, knob, valueOf) {
  const bench = await Workbench.of(policy, "--from", from), pid = bench.process.pid;
  const paints = [];
  for (let run = 0; run < 5; run++) {
    const page = await bench.open(browser);
    paints.push(await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.now()]));
    await page.close();
  }

  const page = await bench.open(browser), devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const pageCpu = async () => (await devtools.send("Performance.getMetrics")).metrics.find(metric => metric.name === "TaskDuration").value * 1000;
  const serverCpu = () => {
    const [utime, stime] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).map(Number);
    return (utime + stime) * 10;
  };
  const id = await page.locator(".knob", { hasText: knob }).locator("input[type=text]").first().getAttribute("id");
  const change = value => page.evaluate(([input, text]) => new Promise(done => {
    const begun = performance.now(), field = document.getElementById(input);
    field.value = text;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const look = () => {
      if (document.body.dataset.busy === "yes") return void requestAnimationFrame(look);
      // The end of the frame in which it was drawn.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - begun);
      requestAnimationFrame(() => channel.port2.postMessage(0));
    };
    requestAnimationFrame(look);
  }), [id, value]);
  for (let run = 0; run < WARM; run++) await change(valueOf(run));
  const clock = [], cpu = [], drawn = [];
  for (let run = 0; run < TRIES; run++) {
    const [server, own] = [serverCpu(), await pageCpu()];
    clock.push(await change(valueOf(WARM + run)));
    cpu.push(serverCpu() - server);
    drawn.push(await pageCpu() - own);
    // What follows an answer (which changes move nothing) is part of it here.
  }

  const memory = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)[\s\S]*?/)[1] / 1024, most = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1] / 1024;
  const median = values => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
  const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
  const size = readFileSync(policy, "utf8").length;
  console.log(`${name}: answer on the screen ${median(clock).toFixed(0)} ms median of ${TRIES} (least ${Math.min(...clock).toFixed(0)}, most ${Math.max(...clock).toFixed(0)}); `
    + `processor: server ${mean(cpu).toFixed(0)} ms an answer with what follows it, page ${median(drawn).toFixed(0)} ms; `
    + `first paint ${median(paints.map(([paint]) => paint)).toFixed(0)} ms, ready ${median(paints.map(([, ready]) => ready)).toFixed(0)} ms; server ${memory.toFixed(0)} MB, at most ${most.toFixed(0)} MB; `
    + `load ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} cores`);
  holds(size > 0 && clock.length === TRIES, `${name}: every answer came`);
  await page.close();
  await bench.end();
}

// A grid of 55 x 55 regions whose shared borders are moved aside, zones across it, a table with last year's amounts.
function makeRegions(folder) {
  mkdirSync(folder, { recursive: true });
  const random = randomOf(3025), count = 55, between = 12, size = 0.08, corner = Array.from({ length: count + 1 }, () => Array.from({ length: count + 1 }, () => [(random(1000) - 500) / 40_000, (random(1000) - 500) / 40_000]));
  const at = (x, y) => [105 + (x * size) + corner[x][y][0], 30 + (y * size) + corner[x][y][1]];
  const borders = new Map();
  const border = (from, to) => {
    const key = `${from} ${to}`, back = `${to} ${from}`;
    if (borders.has(back)) return borders.get(back).toReversed();
    if (!borders.has(key)) {
      const [one, other] = [at(...from), at(...to)];
      borders.set(key, Array.from({ length: between + 1 }, (_, step) => one.map((value, axis) => value + ((other[axis] - value) * step / between) + (step % between === 0 ? 0 : (random(1000) - 500) / 400_000))));
    }

    return borders.get(key);
  };
  const feature = (properties, ring) => ({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] } });
  const regions = [], zones = [], rows = ["code,people,need,last"];
  for (let y = 0; y < count; y++) {
    for (let x = 0; x < count; x++) {
      const code = String(610000 + (y * count) + x), corners = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]];
      regions.push(feature({ code, name: `县${x}-${y}` }, corners.flatMap((from, side) => border(from, corners[(side + 1) % 4]).slice(0, -1))));
      rows.push(`${code},${50_000 + random(500_000)},${20_000 + random(60_000)},${20 + random(60)}`);
    }
  }

  for (let zone = 0; zone < 2500; zone++) {
    const [x, y, r] = [105 + (random(44_000) / 10_000), 30 + (random(44_000) / 10_000), 0.01 + (random(60) / 1000)];
    zones.push(feature({ kind: ["wetland", "forest", "water", "reserve"][zone % 4] }, Array.from({ length: 24 }, (_, step) => [x + (r * Math.cos(step * Math.PI / 12)), y + (r * Math.sin(step * Math.PI / 12))])));
  }

  const collection = features => JSON.stringify({ type: "FeatureCollection", features });
  writeFileSync(path.join(folder, "regions.geojson"), collection(regions));
  writeFileSync(path.join(folder, "zones.geojson"), collection(zones));
  writeFileSync(path.join(folder, "county.csv"), `${rows.join("\n")}\n`);
  const layer = kind => `  ${kind}: {source: zones.geojson, where: "kind = '${kind}'"}`;
  writeFileSync(path.join(folder, "policy.yaml"), `zonecomp: 1
title: 三千县
year: 2025
regions: {source: regions.geojson, code: code, name: name}
layers:
${["wetland", "forest", "water", "reserve"].map(layer).join("\n")}
tables:
  county: {source: county.csv, key: code, columns: {people: number, need: money wan_yuan, last: money wan_yuan}}
factors:
  score: {title: 得分, expr: "0.25 * share(area(wetland)) + 0.25 * share(area(forest)) + 0.20 * share(area(water)) + 0.10 * share(area(reserve)) + 0.20 * share(county.people)"}
schemes:
  pool:
    title: 综合补偿
    kind: pool
    fund: 1600000000 yuan
    share: score
    last_year: county.last
    bounds: [{corridor: {low: 0.9, high: 1.2}}]
    over_run: rescale
    rest: rescale
  forest:
    kind: rate
    title: 公益林
    items: {all: {ground: forest, rate: 16 yuan / mu}}
`);
  const run = program("run", path.join(folder, "policy.yaml"), "-o", path.join(folder, "out"));
  if (run.status !== 0) throw new Error(run.stderr);
}
