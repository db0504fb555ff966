/** For what nobody tells of: looks every half minute while somebody sees the page, and when they come back to it. */
import { useEffect, useRef } from "./preact.js";

/** @param {() => void} look */
export function useLooks(look, every = 30_000) {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const now = () => { if (document.visibilityState === "visible") latest.current(); };
    const timer = setInterval(now, every);
    document.addEventListener("visibilitychange", now);
    return () => { clearInterval(timer); document.removeEventListener("visibilitychange", now); };
  }, [every]);
}
