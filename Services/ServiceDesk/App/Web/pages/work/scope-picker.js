/** Choosing configuration items: type to find, press to take. */
import { html, useId, useState } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../text/text.js";

export function ScopePicker({ items, value, change, fault, optional }) {
  const [words, type] = useState("");
  const id = useId();
  const wanted = words.trim().toLowerCase();
  const chosen = items.filter((item) => value.includes(item.id));
  const found = items.filter((item) => !value.includes(item.id) && [item.name, ...(item.aliases ?? [])].some((name) => name.toLowerCase().includes(wanted)));
  const take = (item) => { change([...value, item.id]); type(""); };
  const key = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (wanted && found[0]) take(found[0]);
  };
  return html`<div class="field"><label for=${id}>${t("change.items")}${optional && html` <span class="muted">(${t("form.optional")})</span>`}</label>
    ${chosen.length > 0 && html`<ul class="row wraps">${chosen.map((item) => html`<li class="chip"><span class="chip-open mono">${item.name}</span>
      <button type="button" class="chip-drop" aria-label=${t("filter.remove", { name: item.name })} onClick=${() => change(value.filter((other) => other !== item.id))}><${Icon} name="close" /></button></li>`)}</ul>`}
    <input id=${id} class="input" type="search" placeholder=${t("change.items.find")} value=${words} onInput=${(event) => type(event.target.value)} onKeyDown=${key} aria-invalid=${fault ? "true" : undefined} />
    ${fault && html`<span class="fault"><${Icon} name="alert" />${fault}</span>`}
    <ul class="pick-list">${found.slice(0, wanted ? 12 : 8).map((item) => html`<li><button type="button" class="menu-item" onClick=${() => take(item)}><${Icon} name="plus" /><span class="mono">${item.name}</span><span class="muted small">${item.class}</span></button></li>`)}
      ${items.length > 0 && found.length === 0 && html`<li class="muted small">${t("change.items.nothing")}</li>`}</ul></div>`;
}
