// Elements of the page.
// Takes: an id, or a name with attributes and children. Gives: elements; all text goes in as text nodes, never as markup.

export const at = id => document.getElementById(id);

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }

  element.append(...children.map(child => child ?? ""));
  return element;
}

export const make = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

export const svg = (name, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

export function button(attributes, label, act) {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

// A patch of colour, `share` of 100 wide.
export const swatch = (colour, share = 100) => svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
  svg("rect", { width: share, height: 10, fill: colour, stroke: "#6b756e", "stroke-width": 0.6 }));
