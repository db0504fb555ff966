/** Text with a little markup, drawn through the DOM: headings, lists, tables, emphasis, code, links. Nothing else can come of it. */
import { html } from "./preact.js";

/** @param {{text: string, level?: number, lang?: string}} props `level`: of its largest headings */
export const Markdown = ({ text, level = 3, lang }) => html`<div class="markdown" lang=${lang} dir="auto">${blocks(text.split(/\r?\n/), level, 0)}</div>`;

const deepest = 5;
const item = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const ruled = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function blocks(lines, level, depth) {
  const made = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = oneBlock(lines, at, level, depth);
    if (block) made.push(block);
    at = next;
  }
  return made;
}

function oneBlock(lines, at, level, depth) {
  const line = lines[at];
  if (!line.trim()) return [null, at + 1];
  if (line.startsWith("```")) return fenced(lines, at);
  const heading = /^(#{1,4})\s+(.*)$/.exec(line);
  if (heading) return [Heading(Math.min(6, level + heading[1].length - 1), heading[2]), at + 1];
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return [html`<hr />`, at + 1];
  if (line.startsWith(">") && depth < deepest) {
    const end = until(lines, at, (other) => !other.startsWith(">"));
    return [html`<blockquote>${blocks(lines.slice(at, end).map((other) => other.replace(/^>\s?/, "")), level, depth + 1)}</blockquote>`, end];
  }
  if (item.test(line) && depth < deepest) return listed(lines, at, level, depth);
  if (line.includes("|") && ruled.test(lines[at + 1] ?? "")) return tabled(lines, at);
  const end = until(lines, at + 1, (other, index) => !other.trim() || other.startsWith("```") || /^#{1,4}\s/.test(other) || other.startsWith(">") || item.test(other) || ruled.test(lines[index + 1] ?? "") && other.includes("|"));
  return [html`<p>${lines.slice(at, end).map((other, index) => html`${index > 0 && html`<br />`}${inline(other)}`)}</p>`, end];
}

function until(lines, from, ends) {
  let at = from;
  while (at < lines.length && !ends(lines[at], at)) at += 1;
  return at;
}

function Heading(level, text) {
  const inside = inline(text);
  if (level <= 2) return html`<h2>${inside}</h2>`;
  if (level === 3) return html`<h3>${inside}</h3>`;
  if (level === 4) return html`<h4>${inside}</h4>`;
  return level === 5 ? html`<h5>${inside}</h5>` : html`<h6>${inside}</h6>`;
}

function fenced(lines, at) {
  const end = until(lines, at + 1, (other) => other.startsWith("```"));
  return [html`<pre tabindex="0"><code>${lines.slice(at + 1, end).join("\n")}</code></pre>`, end + 1];
}

/** Items of one list; what is indented below an item belongs to it. */
function listed(lines, at, level, depth) {
  const [, indent, mark] = item.exec(lines[at]);
  const entries = [];
  let end = at;
  while (end < lines.length) {
    const found = item.exec(lines[end]);
    if (found && found[1].length <= indent.length) entries.push([found[3]]);
    else if (lines[end].trim() && /^\s/.test(lines[end])) entries.at(-1).push(lines[end].slice(Math.min(indent.length + 2, lines[end].search(/\S/))));
    else if (lines[end].trim() || !item.test(lines[end + 1] ?? "")) break;
    end += 1;
  }
  const drawn = entries.map(([first, ...rest]) => html`<li>${inline(first)}${rest.length > 0 && blocks(rest, level, depth + 1)}</li>`);
  if (!/\d/.test(mark)) return [html`<ul>${drawn}</ul>`, end];
  return [html`<ol start=${Number.parseInt(mark, 10)}>${drawn}</ol>`, end];
}

function tabled(lines, at) {
  const end = until(lines, at + 2, (other) => !other.includes("|"));
  const cells = (line) => line.replace(/^\s*\|/, "").replace(/\|\s*$/, "").split("|");
  return [html`<div class="table-scroll" tabindex="0"><table><thead><tr>${cells(lines[at]).map((cell) => html`<th scope="col">${inline(cell.trim())}</th>`)}</tr></thead>
    <tbody>${lines.slice(at + 2, end).map((line) => html`<tr>${cells(line).map((cell) => html`<td>${inline(cell.trim())}</td>`)}</tr>`)}</tbody></table></div>`, end];
}

const marks = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]{1,500})\]\(([^)\s]{1,2000})\)|(https?:\/\/[^\s<>"'`)\]]{1,2000}[^\s<>"'`)\].,;:!?])/g;

function inline(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(marks)) {
    if (found.index > from) parts.push(text.slice(from, found.index));
    parts.push(marked(found));
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

function marked([whole, code, strong, slight, label, place, bare]) {
  if (code) return html`<code>${code}</code>`;
  if (strong) return html`<strong>${strong}</strong>`;
  if (slight) return html`<em>${slight}</em>`;
  const to = safe(bare ?? place);
  if (!to) return whole;
  const inside = to.startsWith("/");
  return html`<a href=${to} target=${inside ? undefined : "_blank"} rel=${inside ? undefined : "noopener noreferrer"}>${label ?? bare}</a>`;
}

/** An address that only leads somewhere: of this application, the web, or mail. */
function safe(place) {
  if (/^\/(?![/\\])/.test(place)) return place;
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(place).protocol) ? place : null;
  } catch {
    return null;
  }
}
