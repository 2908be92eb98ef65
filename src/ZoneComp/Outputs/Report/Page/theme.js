// Light or dark, as the system has it until the button is used.
// Takes: the button. Gives: nothing; style sheets read data-theme of the document.

import { onLanguage, say } from "./i18n.js";

export function themeButton(button) {
  const root = document.documentElement, dark = () => root.dataset.theme === "dark";
  const name = () => { button.textContent = dark() ? say("浅色", "Light") : say("深色", "Dark"); };
  root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  onLanguage(name);
  name();
}
