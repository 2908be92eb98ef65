// A sortable table of any length: only the rows that are seen exist.
// Takes: a scrolling element, onPick(key), and by show(): columns { key, title, numeric, text(key), sort(key) or null, make(key) or none },
//   row keys in their first order, and the column to sort by. Gives: show, choose, rows (keys in the order shown).

import { make } from "./dom.js";

const ROW = 30, SPARE = 5; // px; rows above and below what is seen
const PRINTED = 15;

export function createTable({ scroller, label, onPick = () => {} }) {
  let columns = [], keys = [], sorted = [], by = null, down = false, chosen = null, first = -1, last = -1;
  // Kept, since asking the element for them would have the whole page laid out each time.
  let top = 0, height = 500;
  const made = new Map(); // key to its row, of the rows that exist
  const head = make("thead"), body = make("tbody"), table = make("table", { class: "rows" }, head, body);
  scroller.replaceChildren(table);

  function order() {
    const column = columns.find(one => one.key === by);
    sorted = keys;
    if (!column) return;
    const values = new Map(keys.map(key => [key, column.sort(key)]));
    const empty = value => value === null || value === "" || Number.isNaN(value);
    // Rows without a value stand last, up or down; equal values keep their first order.
    sorted = [...keys].sort((left, right) => {
      const a = values.get(left), b = values.get(right);
      if (empty(a) || empty(b)) return empty(a) - empty(b);
      return (down ? -1 : 1) * (typeof a === "number" ? a - b : String(a).localeCompare(String(b), "zh-CN"));
    });
  }

  function drawHead() {
    head.replaceChildren(make("tr", {}, ...columns.map(column => {
      const cell = make("th", { scope: "col", class: column.numeric ? "n" : null, "aria-sort": column.key === by ? (down ? "descending" : "ascending") : null });
      if (!column.sort) {
        cell.append(column.title);
        return cell;
      }

      const button = make("button", { type: "button", class: "sort" }, column.title, make("span", { "aria-hidden": "true" }, column.key === by ? (down ? " ▼" : " ▲") : ""));
      button.addEventListener("click", () => {
        down = column.key === by ? !down : column.numeric === true;
        by = column.key;
        order();
        drawHead();
        scroller.scrollTop = top = 0;
        draw(true);
        head.querySelectorAll("th")[columns.indexOf(column)].querySelector("button").focus();
      });
      cell.append(button);
      return cell;
    })));
  }

  function row(at) {
    const key = sorted[at];
    const cells = columns.map((column, index) => {
      const cell = make(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, class: column.numeric ? "n" : null });
      const content = column.make ? column.make(key) : column.text(key);
      if (column.picks) {
        const name = make("button", { type: "button", class: "pick" }, content);
        name.addEventListener("click", () => onPick(key));
        cell.append(name);
      } else {
        cell.append(content);
      }

      return cell;
    });
    const line = make("tr", { "aria-rowindex": at + 2, class: key === chosen ? "on" : null }, ...cells);
    made.set(key, line);
    return line;
  }

  const space = rows => make("tr", { class: "space", "aria-hidden": "true" }, make("td", { colspan: columns.length, height: rows * ROW }));

  function draw(anew, printed = false) {
    const from = printed ? 0 : Math.max(0, Math.floor(top / ROW) - SPARE);
    const to = printed ? Math.min(sorted.length, PRINTED) : Math.min(sorted.length, Math.ceil((top + height) / ROW) + SPARE);
    if (!anew && from === first && to === last) return;
    const focused = body.contains(document.activeElement) ? Number(document.activeElement.closest("tr").getAttribute("aria-rowindex")) : -1;
    [first, last] = [from, to];
    made.clear();
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => row(from + index));
    body.replaceChildren(...(from > 0 ? [space(from)] : []), ...rows, ...(to < sorted.length && !printed ? [space(sorted.length - to)] : []));
    body.querySelector(`tr[aria-rowindex="${focused}"] button`)?.focus({ preventScroll: true });
  }

  scroller.addEventListener("scroll", () => requestAnimationFrame(() => {
    top = scroller.scrollTop;
    draw(false);
  }), { passive: true });
  new ResizeObserver(([entry]) => {
    height = entry.contentRect.height;
    draw(false);
  }).observe(scroller);
  window.addEventListener("beforeprint", () => draw(true, true));
  window.addEventListener("afterprint", () => draw(true));

  return {
    show(content) {
      ({ columns, keys } = content);
      if (content.by !== undefined) [by, down] = [content.by, content.down === true];
      table.setAttribute("aria-label", label());
      table.setAttribute("aria-rowcount", keys.length + 1);
      order();
      drawHead();
      draw(true);
    },
    // Marks the row; with reveal it is scrolled into sight.
    choose(key, reveal = false) {
      made.get(chosen)?.classList.remove("on");
      chosen = key;
      made.get(key)?.classList.add("on");
      const at = reveal ? sorted.indexOf(key) : -1;
      if (at >= 0 && (at * ROW < top || (at + 2) * ROW > top + height)) {
        scroller.scrollTop = top = Math.max(0, (at * ROW) - (height / 2));
        draw(true);
      }
    },
    rows: () => sorted,
  };
}
