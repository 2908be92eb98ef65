// For those who work by keyboard: what had the focus keeps it when a part of the page is drawn anew.

const OWN = "button, input, select";

// Takes: the part and what draws it. The control at the same place among its controls, or the last, has the focus after.
export function redraw(part, draw) {
  const place = [...part.querySelectorAll(OWN)].indexOf(document.activeElement);
  draw();
  const own = [...part.querySelectorAll(OWN)];
  if (place >= 0 && !part.contains(document.activeElement)) own[Math.min(place, own.length - 1)]?.focus({ preventScroll: true });
}

// Enter in a text field of a form does what its main button does.
export function enterDoes(form, main) {
  form.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input[type=text]")) return;
    event.preventDefault();
    main.click();
  });
}
