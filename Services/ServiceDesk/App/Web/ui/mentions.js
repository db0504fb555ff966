/** Naming a colleague while writing: @ and the beginning of a name, arrows, Enter. */
import { html, useId, useRef, useState } from "./preact.js";
import { useAll } from "../services/names.js";
import { t } from "../text/text.js";

const staffed = (person) => person.roles?.some((role) => role !== "requester");

/** The @word that ends at the caret. */
function wordAt(field) {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(^|\s)@([\p{L}\p{N}._-]{0,30}(?: [\p{L}\p{N}._-]{0,30})?)$/u.exec(before);
  return found && { from: before.length - found[2].length - 1, words: found[2].toLowerCase() };
}

/** @param {{current: HTMLTextAreaElement}} field @param {string} text @param {(text: string) => void} write */
export function useMentions(field, text, write) {
  const people = useAll("person");
  const id = useId();
  const named = useRef(new Map());
  const [at, look] = useState(null);
  const [index, point] = useState(0);
  const found = at ? people.filter((person) => staffed(person) && person.name.toLowerCase().includes(at.words)).slice(0, 6) : [];
  const open = found.length > 0;
  const take = (person) => {
    const caret = at.from + person.name.length + 2;
    named.current.set(person.name, person.id);
    write(`${text.slice(0, at.from)}@${person.name} ${text.slice(at.from + at.words.length + 1)}`);
    look(null);
    setTimeout(() => { field.current.focus(); field.current.setSelectionRange(caret, caret); }, 0);
  };
  const key = (event) => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) point((index + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") take(found[Math.min(index, found.length - 1)]);
    else if (event.key === "Escape") look(null);
    else return false;
    event.preventDefault();
    return true;
  };
  return {
    id, open, found, index, take, key, point, active: open ? `${id}-${Math.min(index, found.length - 1)}` : undefined,
    look: () => { look(wordAt(field.current)); point(0); }, close: () => setTimeout(() => look(null), 150),
    /** Those who are still named in the text. */
    chosen: (said) => [...named.current].filter(([name]) => said.includes(`@${name}`)).map(([, person]) => person),
  };
}

export const Mentions = ({ mentions }) => mentions.open && html`<ul class="mention-list" role="listbox" id=${mentions.id} aria-label=${t("talk.mention")}>
  ${mentions.found.map((person, index) => html`<li role="option" id=${`${mentions.id}-${index}`} aria-selected=${String(index === mentions.index)} onPointerDown=${(event) => { event.preventDefault(); mentions.take(person); }} onPointerMove=${() => mentions.point(index)}>@${person.name}</li>`)}</ul>`;
