/** A list of any length of which only what can be seen is drawn. Rows are all of one height. */
import { html, useCallback, useEffect, useRef, useState } from "./preact.js";

/** Rows drawn above and below what can be seen. */
const spare = 6;
/** How long nothing moves, in milliseconds, until the rows are put into their reading order again. */
const calm = 150;

/**
 * @param {{count: number, height: number, row: (index: number) => any, label: string, columns: string[], end?: Function, head: any, onTop?: (top: boolean) => void, onRest?: (first: number, last: number) => void}} props
 *   `at` is the row that keys have come to: it is kept in sight; `end` is called when the last rows come into sight; `onRest` hears
 *   which rows are drawn once nothing moves
 */
export function Virtual({ count, height, row, label, head, end, onTop, onRest, at = -1 }) {
  const frame = useRef(null);
  const timer = useRef(null);
  const [{ top, room }, see] = useState({ top: 0, room: 600 });
  const [begin, order] = useState(0);
  const look = useCallback(() => {
    const { scrollTop, clientHeight } = frame.current;
    see((before) => (before.top === scrollTop && before.room === clientHeight ? before : { top: scrollTop, room: clientHeight }));
    onTop?.(scrollTop < height);
  }, []);
  useEffect(() => {
    const watcher = new ResizeObserver(look);
    watcher.observe(frame.current);
    return () => watcher.disconnect();
  }, []);
  const drawn = Math.min(count, Math.ceil(room / height) + 1 + 2 * spare);
  const first = Math.max(0, Math.min(Math.floor(top / height) - spare, count - drawn));
  useEffect(() => {
    timer.current = setTimeout(() => { order(first); onRest?.(first, first + drawn); }, calm);
    return () => clearTimeout(timer.current);
  }, [first, drawn]);
  useEffect(() => { if (first + drawn >= count - 5) end?.(); }, [first + drawn, count]);
  useEffect(() => {
    const { scrollTop, clientHeight } = frame.current;
    if (at >= 0 && at * height < scrollTop) frame.current.scrollTop = at * height;
    if (at >= 0 && (at + 1) * height > scrollTop + clientHeight) frame.current.scrollTop = (at + 1) * height - clientHeight;
  }, [at]);
  return html`<div class=${`virtual${count * height > room ? " scrolls" : ""}`} role="table" aria-label=${label} aria-rowcount=${count + 1}>
    <div role="rowgroup" class="virtual-head"><div role="row" aria-rowindex="1" class="virtual-row">${head}</div></div>
    <div class="virtual-scroll" role="rowgroup" tabindex="0" ref=${frame} onScroll=${look} aria-label=${label}>
      <div role="presentation" class="virtual-room" style=${{ height: `${count * height}px` }}>
        ${slots(begin, drawn).map((slot) => {
          const index = first + ((slot - first % drawn + drawn) % drawn);
          const { key: own, ...given } = row(index);
          return html`<div key=${slot} data-key=${own} role="row" aria-rowindex=${index + 2} style=${{ transform: `translateY(${index * height}px)`, height: `${height}px` }} ...${given} class=${`virtual-row ${given.class ?? ""}`} />`;
        })}
      </div>
    </div>
  </div>`;
}

/**
 * Rows that leave at one end come again at the other, with new words: making them is what costs, and so does moving them within the
 * page. So each keeps its slot while the list is scrolled; `begin` is the row that came first when it last was at rest.
 */
const slots = (begin, drawn) => Array.from({ length: drawn }, (_, offset) => (begin + offset) % drawn);
