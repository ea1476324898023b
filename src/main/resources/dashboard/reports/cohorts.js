// The weeks of retention -> a table of shares. Pure.

/**
 * One row a cohort: the share of its visitors in each week since, null where that week has not begun.
 *
 * @param {Array<{cohort: string, visitors: number, returned: number[]}>} weeks
 */
export function cohorts(weeks) {
  const longest = Math.max(0, ...weeks.map((week) => week.returned.length));
  return weeks.map(({ cohort, visitors, returned }) => ({
    cohort,
    visitors,
    shares: Array.from({ length: longest }, (_, week) => shareOf(returned[week], visitors)),
  }));
}

function shareOf(returned, visitors) {
  return returned === undefined || visitors === 0 ? null : returned / visitors;
}

/** 0..1 for the ground of a cell: the first week is always all of them and would pale every other one. */
export function heat(rows) {
  const highest = Math.max(...rows.flatMap((row) => row.shares.slice(1).map((share) => share ?? 0)), 0);
  return (share, week) => (week === 0 || highest === 0 || share === null ? 0 : share / highest);
}
