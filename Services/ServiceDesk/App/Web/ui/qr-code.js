/** A text as a picture for the camera of a phone; always dark on light, as cameras expect. */
import { html, useMemo } from "./preact.js";
import { matrixOf } from "./qr-matrix.js";

/** @param {{text: string, label: string}} props */
export function QRCode({ text, label }) {
  const rows = useMemo(() => matrixOf(text), [text]);
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
  const size = rows.length + 8;
  return html`<svg class="qr" role="img" aria-label=${label} viewBox=${`0 0 ${size} ${size}`} shape-rendering="crispEdges"><rect width=${size} height=${size} class="qr-light" /><path d=${path} class="qr-dark" /></svg>`;
}
