// Days of which the shop knows only a part are no measure for others. Pure.

/** Whether the shop's data begin within the days that are compared with, or behind them. */
export const isUncovered = ({ dataFrom, previous }) => dataFrom !== null && dataFrom > previous.from;

/** The answer without the figures of the days before, where these are not all there; the line over time stays, it is true day by day. */
export function withoutUncovered(answer) {
  if (!isUncovered(answer)) return answer;
  const { data } = answer;
  const rows = data.rows?.map((row) => ("previousSessions" in row ? { ...row, previousSessions: null, previousGrossRevenue: null } : row));
  return { ...answer, data: { ...data, ...(rows && { rows }), ...("previous" in data && { previous: nothing(data.previous) }) } };
}

function nothing(previous) {
  if (Array.isArray(previous)) return [];
  return Object.fromEntries(Object.entries(previous).map(([name, value]) => [name, Array.isArray(value) ? [] : null]));
}
