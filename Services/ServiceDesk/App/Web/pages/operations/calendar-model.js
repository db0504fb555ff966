/** What a calendar of changes needs to know: days, pieces of windows on them, lanes beside each other, and conflicts. Pure. */

const day = 86_400_000;

/** The midnight at which this day began, where the reader is. */
export const midnight = (time) => new Date(new Date(time).setHours(0, 0, 0, 0));
/** So many days on, by the calendar, whatever the clocks do. */
export const daysOn = (date, count) => { const next = new Date(date); next.setDate(next.getDate() + count); return next; };
/** The Monday on or before. */
export const monday = (date) => daysOn(midnight(date), -((new Date(date).getDay() + 6) % 7));

/** The days that are shown. @param {"week" | "month"} view @param {Date} around @returns {Date[]} */
export function daysShown(view, around) {
  if (view === "week") return Array.from({ length: 7 }, (_, index) => daysOn(monday(around), index));
  const first = new Date(around.getFullYear(), around.getMonth(), 1);
  const start = monday(first);
  const last = new Date(around.getFullYear(), around.getMonth() + 1, 0);
  const weeks = Math.ceil((Math.round((midnight(last) - start) / day) + 1) / 7);
  return Array.from({ length: weeks * 7 }, (_, index) => daysOn(start, index));
}

/** A change with its window as times. */
export const planned = (change) => ({ ...change, from: new Date(change.window.start), to: new Date(change.extendedTo ?? change.window.end) });

/**
 * The part of each change that is on this day, from 0 to 1 of it, in lanes where they overlap.
 * @returns {{change: any, top: number, bottom: number, lane: number, lanes: number}[]}
 */
export function piecesOf(changes, date) {
  const [start, end] = [date, daysOn(date, 1)];
  const pieces = changes.filter((change) => change.from < end && change.to > start)
    .map((change) => ({ change, top: Math.max(0, (change.from - start) / (end - start)), bottom: Math.min(1, (change.to - start) / (end - start)) }))
    .sort((left, right) => left.top - right.top || right.bottom - left.bottom);
  let group = [];
  let reach = -1;
  const close = () => group.forEach((piece) => { piece.lanes = Math.max(...group.map(({ lane }) => lane)) + 1; });
  for (const piece of pieces) {
    if (piece.top >= reach) { close(); group = []; }
    const taken = new Set(group.filter((other) => other.bottom > piece.top).map(({ lane }) => lane));
    piece.lane = [...Array(group.length + 1).keys()].find((lane) => !taken.has(lane));
    group.push(piece);
    reach = Math.max(reach, piece.bottom);
  }
  close();
  return pieces;
}

const touched = (change) => [...change.scope, ...change.expectedImpact.filter(({ impact }) => impact !== "none").map(({ service }) => service)];

/** Two changes at one time that touch the same item or hurt the same service. @returns {{left: any, right: any, from: Date, to: Date, shared: string[]}[]} */
export function conflictsOf(changes) {
  const found = [];
  const live = changes.filter(({ state }) => state !== "cancelled" && state !== "closed");
  live.forEach((left, index) => live.slice(index + 1).forEach((right) => {
    const [from, to] = [Math.max(left.from, right.from), Math.min(left.to, right.to)];
    if (from >= to) return;
    const own = new Set(touched(left).map(({ id }) => id));
    const shared = touched(right).filter(({ id }) => own.has(id)).map(({ name, id }) => name ?? id);
    if (shared.length > 0) found.push({ left, right, from: new Date(from), to: new Date(to), shared: [...new Set(shared)] });
  }));
  return found;
}
