// Runs before the first paint, so that a chosen theme and hidden figures never flash. The rest is in shell.js.

(() => {
  const root = document.documentElement;
  try {
    root.dataset.theme = localStorage.getItem("caravan.theme") ?? "auto";
    root.dataset.figures = localStorage.getItem("caravan.figures") ?? "shown";
  } catch {
    // A browser that forbids storage remembers nothing.
    Object.assign(root.dataset, { theme: "auto", figures: "shown" });
  }
})();
