/** Facts about a record in its rail: a name, what is so, and why where the suite decided it. */
import { html } from "./preact.js";

/** A group of facts under a heading. */
export const Facts = ({ title, children }) => html`<section class="facts">${title && html`<h2>${title}</h2>`}<dl>${children}</dl></section>`;

/** One fact; nothing at all when there is nothing to say and `always` is not given. */
export function Fact({ name, children, always }) {
  const given = [].concat(children).flat().filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  if (given.length === 0 && !always) return null;
  return html`<div class="fact"><dt>${name}</dt><dd>${given.length > 0 ? children : html`<span class="muted">–</span>`}</dd></div>`;
}
