// Questions to the program.
// Takes: a name and what to ask. Gives: the answer; one that says `refused` is thrown as an error with both languages.
// What `start` told is of one state of the files; where they changed since, the program answers that alone, and onChanged is called.

export class Refused extends Error {
  constructor(both) {
    super(both.en);
    this.both = both;
  }
}

let version = null, changed = () => {};

export function onChanged(listener) {
  changed = listener;
}

export async function ask(what, body = {}) {
  let answer;
  try {
    answer = await fetch(`api/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(version === null ? body : { version, ...body }) });
  } catch {
    throw new Refused({ zh: "程序已结束或无法连接：请重新运行 zonecomp serve", en: "the program has ended or cannot be reached: run zonecomp serve again" });
  }

  if (!answer.ok) {
    throw new Refused({ zh: `程序出错（${answer.status}）：请查看其窗口中的提示`, en: `the program failed (${answer.status}): its window tells more` });
  }

  const read = await answer.json();
  if (what === "start") version = read.version;
  if (read.changed) {
    changed(read.changed);
    throw new Refused({ zh: `${read.changed.zh}：此前的数字已作废，请看页首说明后再做一次`, en: `${read.changed.en}: earlier numbers no longer hold; see the top of the page, and do it again` });
  }

  if (read.refused) throw new Refused(read.refused);
  return read;
}

// One question at a time; of those asked meanwhile the last one wins.
export function latest(act) {
  let busy = false, waiting = null;
  return async function again(...given) {
    if (busy) {
      waiting = given;
      return;
    }

    busy = true;
    try {
      await act(...given);
    } finally {
      busy = false;
      const next = waiting;
      waiting = null;
      if (next) again(...next);
    }
  };
}
