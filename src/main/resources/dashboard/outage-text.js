// An outage in a sentence. Pure.

import { clock } from "./format.js";

const WHAT = { database_unavailable: "Database unreachable" };

export const outageText = ({ since, code }, timeZone) =>
  `${WHAT[code] ?? "No numbers can be made"} since ${clock(since, timeZone)}. What is shown is older; it goes on by itself.`;
