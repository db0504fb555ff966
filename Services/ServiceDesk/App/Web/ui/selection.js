/** Which rows of a list are chosen. Rows that leave the list leave the choice. */
import { useRef, useState } from "./preact.js";

/** @param {{id: string}[]} items those in sight */
export function useSelection(items) {
  const [ids, choose] = useState(() => new Set());
  const last = useRef(null);
  const chosen = ids.size === 0 ? [] : items.filter(({ id }) => ids.has(id));
  const set = (change) => choose((before) => { const next = new Set(before); change(next); return next; });
  const flip = (next, id) => (next.has(id) ? next.delete(id) : next.add(id));
  return {
    chosen, has: (id) => ids.has(id), clear: () => choose(new Set()),
    all: items.length > 0 && chosen.length === items.length,
    /** One row; with `range`, all from the one before it. */
    toggle(id, range) {
      const [from, to] = [last.current, id].map((one) => items.findIndex((item) => item.id === one)).sort((left, right) => left - right);
      set((next) => (range && from >= 0 ? items.slice(from, to + 1).forEach((item) => next.add(item.id)) : flip(next, id)));
      last.current = id;
    },
    toggleAll() { set((next) => (chosen.length === items.length ? next.clear() : items.forEach(({ id }) => next.add(id)))); },
  };
}
