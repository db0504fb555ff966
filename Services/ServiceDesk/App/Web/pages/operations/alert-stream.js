/** The rows of the live console: they flow while nobody points at them, and are counted while somebody does. */
import { useCallback, useEffect, useRef, useState } from "../../ui/preact.js";
import { list } from "../../services/records.js";
import { useLive } from "../../shell/live.js";

const size = 200;

/** @param {object} query @param {boolean} held whether new rows wait */
export function useAlertStream(query, held) {
  const wanted = JSON.stringify(query);
  const [state, show] = useState({ items: [], loading: true, waiting: [] });
  const holding = useRef(held);
  holding.current = held;
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

  // At most four readings a second, however fast alerts change.
  const timer = useRef(null);
  useLive("alerts", () => {
    timer.current ??= setTimeout(() => { timer.current = null; renew(); }, 250);
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

/** What is held takes its new state in place; what is new goes on top, or waits. */
function mixed(before, fresh, held) {
  const newer = new Map(fresh.map((alert) => [alert.id, alert]));
  const items = before.items.map((alert) => newer.get(alert.id) ?? alert);
  const known = new Set(items.map((alert) => alert.id));
  const added = fresh.filter((alert) => !known.has(alert.id) && alert.onset >= (items[items.length - 1]?.onset ?? ""));
  return held ? { ...before, items, waiting: added } : { ...before, items: added.concat(items), waiting: [] };
}
