// Runs a suite at once, and says what came of it beside the button.

import { create } from "../dom.js";
import { send } from "../reports/api.js";
import { api } from "./address.js";
import { button } from "./parts.js";

/**
 * @param {string} suite
 * @param {(suite: string) => void} ran is told when it is over
 */
export function runNowButton(suite, ran) {
  const said = create("span", "run-said quiet");
  said.role = "status";
  const run = button("Run now", async () => {
    if (run.ariaDisabled === "true") return;
    run.ariaDisabled = "true";
    said.className = "run-said quiet";
    said.textContent = "Running …";
    try {
      await send(api.runs, { suite });
      ran(suite);
      said.textContent = "Done";
    } catch (failure) {
      said.className = "run-said bad";
      said.textContent = failure.message;
    } finally {
      run.ariaDisabled = "false";
    }
  }, { ariaLabel: `Run ${suite} now` });
  run.dataset.runs = suite;
  const box = create("span", "run-now");
  box.append(said, run);
  return box;
}
