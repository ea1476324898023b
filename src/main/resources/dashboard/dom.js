// Writing into the page: text only, and only where something changed.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export const byId = (id) => document.getElementById(id);

export function setText(element, text) {
  if (element.textContent === text) return false;
  element.textContent = text;
  return true;
}

/** Writes a figure and lets a change shine for a moment, so that the eye finds a rare one such as an order. */
export function setFigure(element, text, shine = false) {
  const wasEmpty = element.textContent === "–";
  const changed = setText(element, text);
  if (changed && shine && !wasEmpty && !calm.matches) {
    element.animate([{ color: "var(--accent)", offset: 0 }], { duration: 900, easing: "ease-out" });
  }
}

export function create(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * A table body that keeps its number of rows, so that nothing below it moves when there is less to show.
 *
 * @param {HTMLElement} body
 * @param {Array<{className?: string, heading?: boolean, fill: (cell: HTMLElement, item: object) => void}>} columns
 * @param {{least?: number, most?: number, nothing?: string}} rows
 * @returns {(items: object[]) => void}
 */
export function tableOf(body, columns, { least = 0, most = Infinity, nothing = "" } = {}) {
  resize(body, least, columns);
  return (items) => {
    const shown = items.slice(0, most);
    resize(body, Math.max(shown.length, least), columns);
    [...body.rows].forEach((row, index) => fillRow(row, shown[index], columns));
    if (shown.length === 0 && body.rows.length > 0) sayNothing(body.rows[0], nothing);
  };
}

/** A cell that shows one text of its item. */
export const textCell = (text, className) => ({ className, fill: (cell, item) => setText(cell, text(item)) });

export const numberCell = (text, className = "") => textCell(text, `num ${className}`.trim());

export const headingCell = (text, className) => ({ ...textCell(text, className), heading: true });

/** One row of the given columns, empty. */
export function rowOf(columns) {
  const row = create("tr");
  for (const column of columns) {
    const cell = create(column.heading ? "th" : "td", column.className);
    if (column.heading) cell.scope = "row";
    row.append(cell);
  }
  return row;
}

/** Rows that hold the place of what is not there yet. */
export function blankRows(number, columns) {
  return Array.from({ length: Math.max(0, number) }, () => {
    const row = rowOf(columns);
    row.setAttribute("aria-hidden", "true");
    return row;
  });
}

function resize(body, rows, columns) {
  while (body.rows.length > rows) body.lastElementChild.remove();
  while (body.rows.length < rows) body.append(rowOf(columns));
}

function fillRow(row, item, columns) {
  row.classList.remove("nothing");
  if (item === undefined) {
    row.setAttribute("aria-hidden", "true");
    for (const cell of row.cells) cell.textContent = "";
  } else {
    row.removeAttribute("aria-hidden");
    columns.forEach((column, index) => column.fill(row.cells[index], item));
  }
}

function sayNothing(row, text) {
  row.removeAttribute("aria-hidden");
  row.classList.add("nothing");
  row.cells[0].textContent = text;
}
