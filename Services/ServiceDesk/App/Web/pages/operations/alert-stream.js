/** The rows of the live console: they flow while nobody points at them, and are counted while somebody does. */
import { useCallback, useEffect, useRef, useState } from "../../ui/preact.js";
import { list, read } from "../../services/records.js";
import { useLive } from "../../shell/live.js";

const size = 200;

/** @param {object} query @param {boolean} waits whether new rows wait */
export function useAlertStream(query, waits) {
  const wanted = JSON.stringify(query);
  const [state, show] = useState({ items: [], loading: true, waiting: [] });
  const holding = useRef(waits);
  holding.current = waits;
  const turn = useRef(0);
  const busy = useRef(false);
  const items = useRef(state.items);
  items.current = state.items;
  const sight = useRef([0, 0]);

  const load = useCallback(async (cursor) => {
    const mine = cursor ? turn.current : ++turn.current;
    try {
      const page = await list("alert", { ...JSON.parse(wanted), limit: size, cursor });
      if (mine !== turn.current) return;
      show((before) => ({ loading: false, items: cursor ? before.items.concat(page.items) : page.items, next: page.next, waiting: [] }));
    } catch (error) {
      if (mine === turn.current) show((before) => (before.items.length ? { ...before, fetching: false } : { items: [], loading: false, error, waiting: [] }));
    }
  }, [wanted]);
  useEffect(() => { show((before) => ({ ...before, loading: true })); load(); return () => { turn.current += 1; }; }, [load]);

  /** Reads the newest again and, further down, what is in sight. */
  const renew = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    const mine = turn.current;
    const asked = JSON.parse(wanted);
    try {
      const newest = await list("alert", { ...asked, limit: size });
      const reach = newest.next ? newest.items.at(-1).onset : "";
      const seen = items.current.slice(...sight.current);
      const fresh = newest.items.concat(seen.length > 0 && seen.at(-1).onset <= reach ? await between(asked, seen) : []);
      // What the filters no longer let through is asked for by itself: somebody looks at it.
      const known = new Set(fresh.map(({ id }) => id));
      const gone = holding.current ? seen.filter(({ id }) => !known.has(id)).slice(0, 20) : [];
      fresh.push(...(await Promise.all(gone.map(({ id }) => read("alert", id).catch(() => null)))).filter(Boolean));
      if (mine === turn.current) show((before) => mixed(before, fresh, reach, holding.current));
    } catch (error) {
      if (error.status !== 0 && error.status !== 503) console.warn(error);
    } finally {
      busy.current = false;
    }
  }, [wanted]);
  const look = useCallback((first, last) => { sight.current = [first, last]; if (first > size / 2) renew(); }, [renew]);

  // At most four readings a second, however fast alerts change; one where very many are held.
  const timer = useRef(null);
  useLive("alerts", () => {
    timer.current ??= setTimeout(() => { timer.current = null; renew(); }, items.current.length > 2000 ? 1000 : 250);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const more = useCallback(() => {
    if (!state.next || state.fetching) return;
    show((before) => ({ ...before, fetching: true }));
    load(state.next);
  }, [state.next, state.fetching, load]);
  const release = useCallback(() => show((before) => ({ ...before, items: before.waiting.concat(before.items), waiting: [] })), []);
  return { ...state, more, release, renew, look, again: () => load() };
}

/** Those that began when these did, as they are now: at most three pages. */
async function between(asked, seen) {
  const found = [];
  const until = new Date(new Date(seen[0].onset).valueOf() + 1).toISOString();
  let cursor;
  for (let page = 0; page < 3; page += 1) {
    const answer = await list("alert", { ...asked, from: seen.at(-1).onset, until, limit: size, cursor });
    found.push(...answer.items);
    cursor = answer.next;
    if (!cursor) break;
  }
  return found;
}

/**
 * What is held takes its new state in place; what is new goes on top, or waits; what began after `reach` and is no longer told of leaves,
 * unless nothing may move. Nothing is drawn again for what has not changed.
 */
function mixed(before, fresh, reach, held) {
  const newer = new Map(fresh.map((alert) => [alert.id, alert]));
  let changed = false;
  const items = [];
  for (const alert of before.items) {
    const next = newer.get(alert.id);
    newer.delete(alert.id);
    const leaves = next === undefined && !held && alert.onset > reach;
    const is = next === undefined || (next.version === alert.version && next.events === alert.events) ? alert : next;
    changed ||= leaves || is !== alert;
    if (!leaves) items.push(is);
  }
  const last = items[items.length - 1]?.onset ?? "";
  const added = [...newer.values()].filter((alert) => alert.onset >= last);
  if (!changed && added.length === (held ? before.waiting.length : 0)) return before;
  return held ? { ...before, items, waiting: added } : { ...before, items: added.concat(items), waiting: [] };
}
