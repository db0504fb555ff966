/** An article as a line of a list: its title and where the words stand. */
import { html } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";

export const ArticleLine = ({ hit }) => html`<li><span class="kind-mark"><${Icon} name="book" /></span><a class="stack tight spring" href=${`/portal/articles/${hit.id}`} lang=${hit.language} dir="auto">
  <span class="strong">${hit.title}</span>${hit.excerpt && html`<span class="small muted clamp">${hit.excerpt}</span>`}</a></li>`;
