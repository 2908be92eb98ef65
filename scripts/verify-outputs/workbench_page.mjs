// What the trials of the workbench share: a server on a copy of a folder, Chromium, questions as the page asks them, and what held.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

let wrong = 0;

export function holds(isTrue, what) {
  console.log(`${isTrue ? "ok   " : "WRONG"} ${what}`);
  if (!isTrue) wrong++;
  return isTrue;
}

export function end() {
  console.log(wrong === 0 ? "all held" : `${wrong} did not hold`);
  process.exit(wrong === 0 ? 0 : 1);
}

export const given = Object.fromEntries(process.argv.slice(2).map((word, at, all) => [word.replace(/^--/, ""), all[at + 1]]).filter((_, at) => at % 2 === 0));

// A program, or the .dll of a build, with its arguments.
const command = given.program.endsWith(".dll") ? ["dotnet", given.program] : [given.program];
export const program = (...args) => spawnSync(command[0], [...command.slice(1), ...args, "--quiet"], { encoding: "utf8", maxBuffer: 1 << 26 });

export const browser = () => chromium.launch({ executablePath: given.chromium ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"], timeout: 300_000 });

// The same numbers for the same seed, on every machine.
export function randomOf(seed) {
  let state = seed;
  return below => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 2147483648 * below);
  };
}

// A server of its own, with what it is asked over HTTP.
export class Workbench {
  static async of(...args) {
    const began = performance.now(), own = new Workbench();
    own.process = spawn(command[0], [...command.slice(1), "serve", ...args, "--no-open", "--lang", "zh"], { stdio: ["ignore", "pipe", "inherit"] });
    own.address = await new Promise((resolve, reject) => {
      let told = "";
      own.process.stdout.on("data", data => {
        told += data;
        if (told.includes("\n")) resolve(told.split("\n")[0]);
      });
      own.process.on("exit", code => reject(new Error(`serve ended with ${code}`)));
    });
    own.startedMs = performance.now() - began;
    return own;
  }

  async ask(what, body = {}) {
    const answer = await fetch(`${this.address}api/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return answer.json();
  }

  async open(browser, options = {}, link = "") {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, acceptDownloads: true, ...options });
    page.setDefaultTimeout(120_000);
    page.on("pageerror", error => holds(false, `script error: ${error.message}`));
    page.on("console", message => message.type() === "error" && holds(false, `console: ${message.text()}`));
    // --source FOLDER: the page's own files from there, to try a change of them without a build.
    if (given.source) await page.route(/\.(js|css|html)$|\/$/, route => fromSource(route, given.source));
    await page.goto(this.address + link);
    await page.waitForSelector("body[data-ready]");
    return page;
  }

  async end(signal = "SIGINT") {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = new Promise(resolve => this.process.on("exit", resolve));
      this.process.kill(signal);
      await gone;
    }
  }
}

async function fromSource(route, folder) {
  const file = path.join(folder, new URL(route.request().url()).pathname.split("/").pop() || "workbench.html");
  if (!existsSync(file)) return route.continue();
  const answer = await route.fetch(), type = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8" }[path.extname(file)];
  return route.fulfill({ response: answer, status: 200, headers: { ...answer.headers(), "content-type": type }, body: readFileSync(file) });
}

export const settled = page => page.waitForSelector("body:not([data-busy=yes])", { timeout: 120_000 });

export async function type(page, knob, value) {
  const input = page.locator(".knob", { hasText: knob }).locator("input[type=text]").first();
  await input.fill(value);
  await input.press("Enter");
  await settled(page);
}

// What the page hands over as its table: rows of cells.
export async function tableOf(page) {
  const { promise, resolve } = Promise.withResolvers?.() ?? deferred();
  page.once("download", resolve);
  await page.locator("#save-csv").click();
  const stream = await (await promise).createReadStream();
  let whole = "";
  for await (const part of stream) whole += part;
  return whole.replace(/^\ufeff/, "").trimEnd().split("\r\n").map(line => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map(cell => cell.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"')).slice(0, -1));
}

function deferred() {
  const own = {};
  own.promise = new Promise(resolve => { own.resolve = resolve; });
  return own;
}

// "1234.50" and "1234.5" are one amount; "-0.00" is none.
export function sameDigits(one, other) {
  const plain = text => (text.includes(".") ? text.replace(/\.?0+$/, "") : text).replace(/^-0$/, "0");
  return one !== undefined && other !== undefined && plain(one) === plain(other);
}
