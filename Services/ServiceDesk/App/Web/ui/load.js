/** Reading for a component: waits, shows what there is, reads again without flicker, and drops answers that come too late. */
import { useCallback, useEffect, useRef, useState } from "./preact.js";

/**
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} read
 * @param {unknown[]} on reads anew, from nothing, when one of these changes
 * @param {{keeps?: boolean}} [options] `keeps`: what is there stays until the new has come, so that nothing is taken from under a hand
 * @returns {{data: T | undefined, error: Error | undefined, loading: boolean, again: () => Promise<void>, set: Function}}
 */
export function useLoad(read, on = [], { keeps = false } = {}) {
  const [state, show] = useState({ loading: true });
  const latest = useRef(read);
  latest.current = read;
  const turn = useRef(0);
  const abort = useRef(null);
  const again = useCallback(async () => {
    const mine = ++turn.current;
    abort.current?.abort();
    abort.current = new AbortController();
    try {
      const data = await latest.current(abort.current.signal);
      if (mine === turn.current) show({ data, loading: false });
    } catch (error) {
      if (error.name === "AbortError" || mine !== turn.current) return;
      // A quiet reading that fails leaves what is there; the bar above says that the connection is gone.
      show((before) => (before.data !== undefined && (error.status === 0 || error.status === 503) ? before : { error, loading: false }));
    }
  }, []);
  useEffect(() => {
    show((before) => (keeps && before.data !== undefined ? { data: before.data, loading: true } : { loading: true }));
    again();
    return () => { turn.current += 1; abort.current?.abort(); };
  }, on);
  const set = useCallback((change) => show((before) => ({ ...before, data: change(before.data) })), []);
  return { ...state, again, set };
}

/** Calls `run` once things have been quiet for a moment, at the latest after four of them. */
export function useSettled(run, wait = 400) {
  const latest = useRef(run);
  latest.current = run;
  const timers = useRef({});
  useEffect(() => () => { clearTimeout(timers.current.soon); clearTimeout(timers.current.late); }, []);
  return useCallback(() => {
    const fire = () => {
      clearTimeout(timers.current.soon);
      clearTimeout(timers.current.late);
      timers.current = {};
      latest.current();
    };
    clearTimeout(timers.current.soon);
    timers.current.soon = setTimeout(fire, wait);
    timers.current.late ??= setTimeout(fire, wait * 4);
  }, [wait]);
}
