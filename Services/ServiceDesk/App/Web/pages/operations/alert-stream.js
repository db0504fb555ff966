/** The rows of the live console: they flow while nobody points at them, and are counted while somebody does. */
import { useCallback, useEffect, useRef, useState } from "../../ui/preact.js";
import { list } from "../../services/records.js";
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
  const pages = useRef(1);

  const load = useCallback(async (cursor) => {
    const mine = cursor ? turn.current : ++turn.current;
    if (!cursor) pages.current = 1;
    try {
      const page = await list("alert", { ...JSON.parse(wanted), limit: size, cursor });
      if (mine !== turn.current) return;
      show((before) => ({ loading: false, items: cursor ? before.items.concat(page.items) : page.items, next: page.next, waiting: [] }));
    } catch (error) {
      if (mine === turn.current) show((before) => (before.items.length ? before : { items: [], loading: false, error, waiting: [] }));
    }
  }, [wanted]);
  useEffect(() => { show((before) => ({ ...before, loading: true })); load(); return () => { turn.current += 1; }; }, [load]);

  /** Reads what is on the screen again, at most the first five pages. */
  const renew = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    const mine = turn.current;
    try {
      const fresh = [];
      let cursor;
      for (let page = 0; page < Math.min(5, pages.current); page += 1) {
        const answer = await list("alert", { ...JSON.parse(wanted), limit: size, cursor });
        fresh.push(...answer.items);
        cursor = answer.next;
        if (!cursor) break;
      }
      if (mine === turn.current) show((before) => mixed(before, fresh, holding.current));
    } catch (error) {
      if (error.status !== 0 && error.status !== 503) console.warn(error);
    } finally {
      busy.current = false;
    }
  }, [wanted]);

  // At most four readings a second, however fast alerts change; one where very many are held.
  const timer = useRef(null);
  const held = useRef(0);
  held.current = state.items.length;
  useLive("alerts", () => {
    timer.current ??= setTimeout(() => { timer.current = null; renew(); }, held.current > 2000 ? 1000 : 250);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const more = useCallback(() => {
    if (!state.next || state.fetching) return;
    show((before) => ({ ...before, fetching: true }));
    pages.current += 1;
    load(state.next);
  }, [state.next, state.fetching, load]);
  const release = useCallback(() => show((before) => ({ ...before, items: before.waiting.concat(before.items), waiting: [] })), []);
  return { ...state, more, release, renew, again: () => load() };
}

/** What is held takes its new state in place; what is new goes on top, or waits. Nothing is drawn again for what has not changed. */
function mixed(before, fresh, held) {
  const newer = new Map(fresh.map((alert) => [alert.id, alert]));
  let changed = false;
  const items = before.items.map((alert) => {
    const next = newer.get(alert.id);
    if (next === undefined) return alert;
    newer.delete(alert.id);
    if (next.version === alert.version && next.events === alert.events) return alert;
    changed = true;
    return next;
  });
  const last = items[items.length - 1]?.onset ?? "";
  const added = [...newer.values()].filter((alert) => alert.onset >= last);
  if (!changed && added.length === (held ? before.waiting.length : 0)) return before;
  return held ? { ...before, items, waiting: added } : { ...before, items: added.concat(items), waiting: [] };
}
