// What is shown, in the address: #region=CODE&figure=NAME.
// Takes: an object of texts to write. Gives: the same read back; onChange when the address was changed by hand, back or forward.

export function readLink() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

export function writeLink(shown) {
  const link = new URLSearchParams(Object.entries(shown).filter(([, value]) => value));
  const hash = link.size === 0 && location.hash === "" ? "" : `#${link}`;
  if (hash !== location.hash) history.replaceState(null, "", hash === "#" ? "#" : hash);
}

export function onLink(changed) {
  window.addEventListener("hashchange", () => changed(readLink()));
}
