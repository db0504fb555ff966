/** Whether the window is narrower than this, anew whenever that changes. */
import { useEffect, useState } from "./preact.js";

/** @param {number} width in pixels */
export function useNarrow(width) {
  const rule = matchMedia(`(max-width: ${width}px)`);
  const [narrow, see] = useState(rule.matches);
  useEffect(() => {
    const look = () => see(rule.matches);
    rule.addEventListener("change", look);
    return () => rule.removeEventListener("change", look);
  }, [width]);
  return narrow;
}
