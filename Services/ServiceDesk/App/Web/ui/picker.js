/** Choosing one of very many: type to find, arrows and Enter or a press to take. */
import { html, useEffect, useId, useRef, useState } from "./preact.js";
import { Icon } from "./icon.js";
import { t } from "../text/text.js";

/** What `find` gives for the words, a moment after the last key. */
export function useSuggestions(words, find, shortest = 1) {
  const [found, show] = useState(null);
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    if (words.length < shortest) { show(null); return undefined; }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const items = await latest.current(words, abort.signal).catch(() => []);
      if (!abort.signal.aborted) show(items);
    }, 200);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [words]);
  return found;
}

/**
 * @param {{label: string, name?: string, value: string | null, find: (q: string, signal: AbortSignal) => Promise<{id: string, name: string, about?: string}[]>,
 *   change: (id: string | null, item?: object) => void, known?: string, fault?: string, hint?: string, required?: boolean, placeholder?: string, autofocus?: boolean}} props
 *   `known`: the name of what is chosen, where it was chosen earlier
 */
export function Picker({ label, name, value, find, change, known, fault, hint, required, placeholder, autofocus }) {
  const id = useId();
  const [words, type] = useState("");
  const [at, point] = useState(0);
  const [open, show] = useState(false);
  const [taken, keep] = useState(null);
  const found = useSuggestions(open ? words.trim() : "", find);
  const take = (item) => { keep(item); change(item.id, item); type(""); show(false); };
  const clear = () => { keep(null); change(null); setTimeout(() => document.getElementById(id)?.focus(), 0); };
  const key = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found?.length) { event.preventDefault(); point((at + step + found.length) % found.length); }
    if (event.key === "Enter" && open && found?.[at]) { event.preventDefault(); take(found[at]); }
    if (event.key === "Escape" && open) { event.preventDefault(); event.stopPropagation(); show(false); }
  };
  const described = [hint && `${id}h`, fault && `${id}f`].filter(Boolean).join(" ") || undefined;
  const shown = value && (taken?.id === value ? taken.name : known ?? t("common.someone"));
  return html`<div class="field picker">
    <label for=${id}>${label}${!required && html` <span class="muted">(${t("form.optional")})</span>`}</label>
    ${value
      ? html`<div class="picked"><span class="one-line spring" dir="auto">${shown}</span><button type="button" id=${id} class="chip-drop" autofocus=${autofocus} aria-label=${t("filter.remove", { name: shown })} onClick=${clear}><${Icon} name="close" /></button></div>`
      : html`<input id=${id} name=${name} class="input" type="text" autofocus=${autofocus} role="combobox" autocomplete="off" aria-autocomplete="list" aria-expanded=${String(open && found?.length > 0)} aria-controls=${`${id}l`}
          aria-activedescendant=${open && found?.[at] ? `${id}o${at}` : undefined} aria-invalid=${fault ? "true" : undefined} aria-describedby=${described} placeholder=${placeholder ?? t("picker.type")}
          value=${words} maxlength="100" onInput=${(event) => { type(event.target.value); point(0); show(true); }} onKeyDown=${key} onBlur=${() => setTimeout(() => show(false), 150)} />`}
    ${open && found && !value && html`<ul class="picker-list" role="listbox" id=${`${id}l`} aria-label=${label}>
      ${found.map((item, index) => html`<li role="option" id=${`${id}o${index}`} class="menu-item" aria-selected=${String(index === at)} onPointerDown=${(event) => { event.preventDefault(); take(item); }}>
        <span class="spring one-line" dir="auto">${item.name}</span>${item.about && html`<span class="muted small">${item.about}</span>`}</li>`)}
      ${found.length === 0 && html`<li class="muted small picker-none">${t("picker.nothing")}</li>`}</ul>`}
    ${hint && html`<span class="hint" id=${`${id}h`}>${hint}</span>`}
    ${fault && html`<span class="fault" id=${`${id}f`}><${Icon} name="alert" />${fault}</span>`}
  </div>`;
}
