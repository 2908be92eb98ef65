// The map: regions as paths of one SVG, coloured, chosen, zoomed by wheel, pinch, drag and buttons.
// Takes: the SVG (with #shapes of one path a region, its index as data-r, #names, #chosen, #point as report.html has them), callbacks
//   onChoose(region), onHover(region or -1, event) and onView(). Knows nothing of figures: colours come as a function of the region.
// Gives: colour, choose, zoomTo, zoom, whole, highlight, mark.

import { svg } from "./dom.js";

const CLOSEST = 60; // times the whole map

// Fills an empty SVG for a map whose outlines came as data: width and height of the grid, d of each region's path in their order.
export function drawOutlines(drawing, { width, height, paths }) {
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  drawing.replaceChildren(
    svg("g", { id: "shapes", "stroke-width": Math.max(1, Math.floor(width / 1200)) }, ...paths.map((d, region) => svg("path", { "data-r": region, d }))),
    svg("g", { id: "names", "aria-hidden": "true" }), svg("path", { id: "chosen", d: "", fill: "none" }), svg("circle", { id: "point", r: 0 }));
}

export function createMap({ drawing, onChoose = () => {}, onHover = () => {}, onView = () => {} }) {
  const find = id => drawing.querySelector(`#${id}`);
  const group = find("shapes"), shapes = [...group.children], names = find("names"), chosen = find("chosen"), point = find("point");
  const view = drawing.viewBox.baseVal, whole = { width: view.width, height: view.height };
  const line = Number(group.getAttribute("stroke-width")) || 1, letters = Number(names.getAttribute("font-size")) || whole.width / 75;
  const painted = shapes.map(shape => shape.getAttribute("fill"));
  let faded = null;

  function move(x, y, width, height) {
    view.width = width;
    view.height = height;
    view.x = Math.max(0, Math.min(whole.width - width, x));
    view.y = Math.max(0, Math.min(whole.height - height, y));
    const scale = width / whole.width;
    group.setAttribute("stroke-width", line * scale);
    names.setAttribute("font-size", letters * scale);
    names.setAttribute("stroke-width", letters * scale * 0.22);
    chosen.setAttribute("stroke-width", width / 250);
    drawing.classList.toggle("zoomed", scale < 1);
    onView({ scale, x: view.x, y: view.y, width, height });
  }

  // About a place on the map that stays where it is.
  function zoomAt(factor, x, y) {
    const scale = Math.max(1 / CLOSEST, Math.min(1, view.width / whole.width * factor));
    const width = whole.width * scale, height = whole.height * scale;
    move(x - ((x - view.x) * width / view.width), y - ((y - view.y) * height / view.height), width, height);
  }

  function placeOf(clientX, clientY) {
    const to = drawing.getScreenCTM().inverse();
    return { x: (clientX * to.a) + to.e, y: (clientY * to.d) + to.f };
  }

  // Out of the whole map the wheel scrolls the page, so nobody is caught in the map.
  drawing.addEventListener("wheel", event => {
    if (event.deltaY > 0 && view.width >= whole.width) return;
    event.preventDefault();
    const { x, y } = placeOf(event.clientX, event.clientY);
    zoomAt(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 150), x, y);
  }, { passive: false });

  let pinch = null;
  const spread = touches => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
  drawing.addEventListener("touchstart", event => { pinch = event.touches.length === 2 ? spread(event.touches) : null; }, { passive: true });
  drawing.addEventListener("touchmove", event => {
    if (event.touches.length !== 2 || pinch === null) return;
    event.preventDefault();
    drag = null;
    const now = spread(event.touches);
    const { x, y } = placeOf((event.touches[0].clientX + event.touches[1].clientX) / 2, (event.touches[0].clientY + event.touches[1].clientY) / 2);
    zoomAt(pinch / now, x, y);
    pinch = now;
  }, { passive: false });
  drawing.addEventListener("touchend", () => { pinch = null; });

  let drag = null, dragged = false;
  drawing.addEventListener("pointerdown", event => {
    dragged = false;
    drag = view.width < whole.width ? { x: event.clientX, y: event.clientY, left: view.x, top: view.y } : null;
  });
  window.addEventListener("pointermove", event => {
    if (!drag || pinch !== null) return;
    const scale = 1 / drawing.getScreenCTM().a, dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    dragged ||= Math.abs(dx) + Math.abs(dy) > 4;
    if (dragged) move(drag.left - (dx * scale), drag.top - (dy * scale), view.width, view.height);
  });
  window.addEventListener("pointerup", () => { drag = null; });

  const regionOf = event => {
    const region = event.target.getAttribute("data-r");
    return region === null ? -1 : Number(region);
  };
  group.addEventListener("click", event => {
    if (!dragged && regionOf(event) >= 0) onChoose(regionOf(event));
  });
  group.addEventListener("pointermove", event => {
    if (event.pointerType !== "touch") onHover(regionOf(event), event);
  });
  group.addEventListener("pointerleave", event => onHover(-1, event));

  return {
    colour(of) {
      shapes.forEach((shape, region) => {
        const fill = of(region);
        if (painted[region] !== fill) shape.setAttribute("fill", painted[region] = fill);
      });
    },
    choose(region) {
      chosen.setAttribute("d", region < 0 ? "" : shapes[region].getAttribute("d"));
      chosen.setAttribute("stroke-width", view.width / 250);
    },
    // The region in the middle, with neighbours around it.
    zoomTo(region) {
      const box = shapes[region].getBBox();
      if (box.width === 0 && box.height === 0) return;
      const scale = Math.max(1 / CLOSEST, Math.min(1, 3 * Math.max(box.width / whole.width, box.height / whole.height)));
      const width = whole.width * scale, height = whole.height * scale;
      move(box.x + (box.width / 2) - (width / 2), box.y + (box.height / 2) - (height / 2), width, height);
    },
    zoom: factor => zoomAt(factor, view.x + (view.width / 2), view.y + (view.height / 2)),
    whole: () => move(0, 0, whole.width, whole.height),
    // Regions for which `of` is false are faded; null ends it.
    highlight(of) {
      if (of === null && faded === null) return;
      faded = of;
      shapes.forEach((shape, region) => shape.classList.toggle("faded", of !== null && !of(region)));
    },
    mark(x, y) {
      point.setAttribute("cx", x);
      point.setAttribute("cy", y);
      point.setAttribute("r", whole.width / 60);
      point.setAttribute("stroke-width", whole.width / 250);
      move(0, 0, whole.width, whole.height);
      drawing.scrollIntoView({ block: "center" });
    },
  };
}
