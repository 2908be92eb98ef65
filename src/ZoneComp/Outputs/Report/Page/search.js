// Search of regions by name, pinyin initials or code: a combobox as ARIA describes it.
// Takes: an input and a listbox, onPick(index), and by show() items { code, name } in the order of their indices.
// Gives: show, set (what stands in the input).

import { make } from "./dom.js";
import { initials } from "./pinyin.js";

const MOST = 12; // items listed

// Places of the items that match, best first: a code or name that is it, that begins with it, initials, then anything that holds it.
export function find(items, typed, most = MOST) {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return [];
  const latin = /^[a-z]+$/.test(wanted), found = [[], [], [], []];
  items.forEach((item, index) => {
    const name = item.name.toLowerCase(), code = item.code.toLowerCase();
    if (code === wanted || name === wanted) found[0].push(index);
    else if (name.startsWith(wanted) || code.startsWith(wanted)) found[1].push(index);
    else if (latin && initials(item.name).some(letters => letters.startsWith(wanted))) found[2].push(index);
    else if (name.includes(wanted) || code.includes(wanted)) found[3].push(index);
  });
  return found.flat().slice(0, most);
}

export function createSearch({ input, list, onPick }) {
  let items = [], shown = [], at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };

  function open() {
    shown = find(items, input.value);
    list.replaceChildren(...shown.map((index, place) => {
      const option = make("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" }, items[index].name, " ", make("span", { class: "note" }, items[index].code));
      // Before the input loses the focus, which closes the list.
      option.addEventListener("pointerdown", event => {
        event.preventDefault();
        pick(index);
      });
      return option;
    }));
    if (shown.length === 0) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    step(0);
  }

  function step(to) {
    if (shown.length === 0) return;
    at = (to + shown.length) % shown.length;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
  }

  function pick(index) {
    close();
    onPick(index);
  }

  input.addEventListener("input", open);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    if (event.key === "Escape") return close();
    if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      pick(shown[at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      else step(at + (event.key === "ArrowDown" ? 1 : -1));
    }
  });

  return {
    show(content) {
      items = content;
      close();
    },
    set(text) {
      input.value = text;
    },
  };
}
