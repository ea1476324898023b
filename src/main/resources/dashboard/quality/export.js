// A run as one HTML file that stands alone: no script, no address, styles inside. Pure. Every text goes through escaped().

import { count, dateTime } from "../format.js";
import { exceptionOf, observedText, runVerdict, scoreText, severityOf, triggerText, valueText, verdictOf, worstFirst } from "./result-words.js";
import { capitalised, sentence } from "./sentence.js";

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#15212b, #e9eff3); --ink-2: light-dark(#52616d, #a0aeb9); --line: light-dark(#e4e8eb, #263038);
  --ground: light-dark(#fff, #161d23); --good: light-dark(#17693c, #62cb91); --bad: light-dark(#b3261e, #ff8d80); --warn: light-dark(#8a5200, #f2bd62); }
body { max-width: 1100px; margin: 32px auto; padding: 0 20px; color: var(--ink); background: var(--ground);
  font: 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { margin: 0; font-size: 1.4rem; } .quiet { color: var(--ink-2); }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
table { width: 100%; margin-top: 20px; border-collapse: collapse; } th, td { padding: 8px 14px 8px 0; text-align: left; vertical-align: top; font-weight: 400; border-top: 1px solid var(--line); }
thead th { color: var(--ink-2); font-size: 0.85rem; border-top: 0; } td:first-child { white-space: nowrap; font-weight: 600; }
code { padding: 1px 4px; border-radius: 4px; background: color-mix(in srgb, var(--line) 70%, transparent); font-size: 0.92em; overflow-wrap: anywhere; }
pre { margin: 6px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.86rem; } summary { color: var(--ink-2); cursor: pointer; }
@media print { details::details-content { content-visibility: visible; } }`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** @returns {string} the file's text */
export function runDocument(run, timeZone) {
  const { suite, target, trigger, ended_at: at, score, successful, evaluated } = run.meta.caravan;
  const verdict = runVerdict(run.meta.caravan);
  const title = `${suite}, ${dateTime(at, timeZone)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(suite)}</h1>
<p><strong class="${verdict.tone}">${escaped(`${verdict.sign} ${verdict.text}`)}</strong>, score ${escaped(scoreText(score))}, ${count(successful)} of ${count(evaluated)} met</p>
<p class="quiet">${escaped(`${target}, ${dateTime(at, timeZone)} ${timeZone ?? ""}, ${triggerText(trigger)}`)}</p>
<table>
<thead><tr><th scope="col">Verdict</th><th scope="col">Expectation</th><th scope="col">Severity</th><th scope="col">Observed</th></tr></thead>
<tbody>
${worstFirst(run.results).map(resultRow).join("\n")}
</tbody>
</table>
</main>
</body>
</html>
`;
}

function resultRow(result) {
  const { sign, text, tone } = verdictOf(result);
  const words = capitalised(sentence(result.expectation_config))
    .map((part) => (typeof part === "string" ? escaped(part) : `<code>${escaped(part.code)}</code>`)).join("");
  return `<tr><td class="${tone}">${sign} ${text}</td><td>${words}${moreOf(result)}</td><td>${escaped(severityOf(result))}</td>`
    + `<td>${escaped(observedText(result))}</td></tr>`;
}

function moreOf(result) {
  const exception = exceptionOf(result);
  const values = result.result?.partial_unexpected_counts ?? [];
  return [
    exception === null ? "" : `<pre class="bad">${escaped(exception)}</pre>`,
    values.length === 0 ? "" : folded("Unexpected values", values.map(({ value, count: times }) => `${valueText(value)}  × ${count(times)}`).join("\n")),
    result.meta.caravan.sql ? folded("The statement", result.meta.caravan.sql) : "",
  ].join("");
}

const folded = (title, text) => `<details><summary>${title}</summary><pre>${escaped(text)}</pre></details>`;
