/** A list of any length of which only what can be seen is drawn. Rows are all of one height. */
import { html, useCallback, useEffect, useRef, useState } from "./preact.js";

/**
 * @param {{count: number, height: number, row: (index: number) => any, label: string, columns: string[], end?: Function, head: any, onTop?: (top: boolean) => void}} props
 *   `at` is the row that keys have come to: it is kept in sight; `end` is called when the last rows come into sight
 */
export function Virtual({ count, height, row, label, head, end, onTop, at = -1 }) {
  const frame = useRef(null);
  const [{ top, room }, see] = useState({ top: 0, room: 600 });
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
  const first = Math.max(0, Math.floor(top / height) - 6);
  const last = Math.min(count, Math.ceil((top + room) / height) + 6);
  // Rows that leave at one end come again at the other, with new words: making them is what costs.
  const pool = Math.ceil(room / height) + 13;
  useEffect(() => { if (last >= count - 5) end?.(); }, [last, count]);
  useEffect(() => {
    const { scrollTop, clientHeight } = frame.current;
    if (at >= 0 && at * height < scrollTop) frame.current.scrollTop = at * height;
    if (at >= 0 && (at + 1) * height > scrollTop + clientHeight) frame.current.scrollTop = (at + 1) * height - clientHeight;
  }, [at]);
  return html`<div class=${`virtual${count * height > room ? " scrolls" : ""}`} role="table" aria-label=${label} aria-rowcount=${count + 1}>
    <div role="rowgroup" class="virtual-head"><div role="row" aria-rowindex="1" class="virtual-row">${head}</div></div>
    <div class="virtual-scroll" role="rowgroup" tabindex="0" ref=${frame} onScroll=${look} aria-label=${label}>
      <div role="presentation" class="virtual-room" style=${{ height: `${count * height}px` }}>
        ${Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
          const index = first + offset;
          const { key: own, ...given } = row(index);
          return html`<div key=${index % pool} data-key=${own} role="row" aria-rowindex=${index + 2} style=${{ transform: `translateY(${index * height}px)`, height: `${height}px` }} ...${given} class=${`virtual-row ${given.class ?? ""}`} />`;
        })}
      </div>
    </div>
  </div>`;
}
