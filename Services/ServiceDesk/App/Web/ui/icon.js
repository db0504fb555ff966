/** Pictures from the application's own sprite; they never stand alone as the only sign of a meaning. */
import { html } from "./preact.js";

const sprite = new URL("../style/icons.svg", import.meta.url).pathname;

/** @param {{name: string, large?: boolean}} props */
export const Icon = ({ name, large }) =>
  html`<svg class=${large ? "icon large" : "icon"} aria-hidden="true"><use href=${`${sprite}#${name}`} /></svg>`;

const mark = new URL("../style/mark.svg", import.meta.url).pathname;
/** The application's mark. @param {{size: number}} props in pixels */
export const Mark = ({ size }) => html`<img src=${mark} alt="" width=${size} height=${size} />`;
