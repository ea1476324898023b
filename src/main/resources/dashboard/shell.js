// What the header's tools do: theme, hidden figures, full screen. The choices are remembered in this browser.

import { byId, setText } from "./dom.js";
import { hideFigures } from "./format.js";

const THEMES = ["auto", "light", "dark"];
const NAMES = { auto: "Auto", light: "Light", dark: "Dark" };
const root = document.documentElement;
const listeners = [];

hideFigures(root.dataset.figures === "hidden");
showTheme();
showFigures();
byId("theme").addEventListener("click", nextTheme);
byId("figures").addEventListener("click", toggleFigures);
byId("full-screen").hidden = !document.fullscreenEnabled;
byId("full-screen").addEventListener("click", toggleFullScreen);
document.addEventListener("fullscreenchange", showFullScreen);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);

/** Calls back when colours or figures look different from now on: what is drawn on a canvas, or masked, must be drawn again. */
export function whenLookChanges(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener();
}

function nextTheme() {
  root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
  remember("theme");
  showTheme();
  tell();
}

function showTheme() {
  if (!THEMES.includes(root.dataset.theme)) root.dataset.theme = "auto";
  setText(byId("theme-name"), NAMES[root.dataset.theme]);
}

function toggleFigures() {
  const hidden = root.dataset.figures !== "hidden";
  root.dataset.figures = hidden ? "hidden" : "shown";
  hideFigures(hidden);
  remember("figures");
  showFigures();
  tell();
}

function showFigures() {
  byId("figures").setAttribute("aria-pressed", String(root.dataset.figures === "hidden"));
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen();
}

function showFullScreen() {
  const full = document.fullscreenElement !== null;
  root.toggleAttribute("data-full-screen", full);
  byId("full-screen").setAttribute("aria-pressed", String(full));
}

function remember(choice) {
  try {
    localStorage.setItem(`caravan.${choice}`, root.dataset[choice]);
  } catch {
    // A browser that forbids storage: the choice holds for this page.
  }
}
