/**
 * The rows of a list: page by page, with live changes that never move anything under the hand. A row that is shown changes
 * in place; one that is new is counted until somebody asks for it.
 */
import { useCallback, useEffect, useRef, useState } from "./preact.js";
import { useSettled } from "./load.js";
import { useLive } from "../shell/live.js";
import { kinds, list, read } from "../services/records.js";

const same = (left, right) => left?.toLowerCase() === right?.toLowerCase();
const passing = (error) => error.status === 0 || error.status === 503;

/**
 * @param {string} kind
 * @param {object} query filters and order
 * @param {{size?: number, live?: boolean}} [options]
 */
export function useRows(kind, query, { size = 50, live = true } = {}) {
  const wanted = JSON.stringify(query);
  const [state, show] = useState({ loading: true, items: [], fresh: 0, touched: new Set() });
  const now = useRef(state);
  now.current = state;
  const turn = useRef(0);

  const load = useCallback(async (cursor) => {
    const mine = cursor ? turn.current : ++turn.current;
    try {
      const page = await list(kind, { ...JSON.parse(wanted), limit: size, cursor });
      if (mine !== turn.current) return;
      show((before) => ({
        loading: false, items: cursor ? before.items.concat(page.items) : page.items, next: page.next, fresh: 0,
        touched: cursor ? before.touched : new Set(),
      }));
    } catch (error) {
      if (mine === turn.current) show((before) => (before.items.length > 0 && passing(error) ? { ...before, more: false } : { loading: false, items: [], error, fresh: 0, touched: new Set() }));
    }
  }, [kind, wanted, size]);

  useEffect(() => {
    show((before) => ({ ...before, loading: true, error: undefined, items: [] }));
    load();
    return () => { turn.current += 1; };
  }, [load]);

  const changed = useRef(new Set());
  const compare = useSettled(async () => {
    const ids = [...changed.current].slice(0, 20);
    changed.current.clear();
    const mine = turn.current;
    try {
      const [page, ...others] = await Promise.all([
        list(kind, { ...JSON.parse(wanted), limit: size }),
        ...ids.map((id) => read(kind, id).catch(() => null)),
      ]);
      if (mine === turn.current) show((before) => merged(before, page, others.filter(Boolean)));
    } catch (error) {
      if (!passing(error)) console.warn(error);
    }
  }, 500);
  useLive(live ? kinds[kind].topic : "none", (hint) => {
    const held = now.current.items.find((item) => same(item.id, hint.id));
    if (held && held.version >= hint.version) return;
    if (held) changed.current.add(held.id);
    compare();
  });

  const more = () => {
    if (!state.next || state.more) return;
    show((before) => ({ ...before, more: true }));
    load(state.next);
  };
  return { ...state, more, again: () => load(), look: compare, put: (record) => show((before) => merged(before, null, [record])) };
}

/** What time alone changes, and lines that have no version. */
const turned = (item, other) => (other.version === item.version && ["active", "nextTurn", "endedAt", "standing", "succeededAt", "firing", "muted"].some((name) => name in other && other[name] !== item[name]));

/** Rows that are there take what is newer; what is not there is counted. */
function merged(before, page, single) {
  const newer = new Map([...(page?.items ?? []), ...single].map((item) => [item.id, item]));
  const touched = new Set(before.touched);
  const items = before.items.map((item) => {
    const other = newer.get(item.id);
    if (!other || !(other.version > item.version || other.lastSeen > item.lastSeen || turned(item, other))) return item;
    if (other.version > item.version) touched.add(item.id);
    return { ...item, ...other };
  });
  const held = new Set(items.map((item) => item.id));
  const fresh = page ? page.items.filter((item) => !held.has(item.id)).length : before.fresh;
  return { ...before, items, touched, fresh };
}
