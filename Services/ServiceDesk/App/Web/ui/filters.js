/** Filters as chips that read like a sentence; they live in the address. */
import { html, useState } from "./preact.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { Popover } from "./popover.js";
import { setQuery } from "../shell/router.js";
import { either } from "../text/format.js";
import { t } from "../text/text.js";

/** @typedef {{name: string, label: string, options: {value: string, label: string}[]}} Filter */

const chosen = (query, name) => (query.get(name) ?? "").split(",").filter(Boolean);

/** The filters of the address that this list knows, for the service. */
export function filterQuery(query, filters) {
  const known = Object.fromEntries(filters.map(({ name }) => [name, query.get(name)]));
  return { ...known, q: query.get("q"), sort: query.get("sort") };
}

/** @param {{filters: Filter[], query: URLSearchParams, search?: boolean, sorts?: {value: string, label: string}[], standard?: string}} props */
export function Filters({ filters, query, search, sorts, standard, children }) {
  const used = filters.filter(({ name }) => query.get(name));
  const free = filters.filter(({ name }) => !query.get(name));
  const clear = () => setQuery(Object.fromEntries([...filters.map(({ name }) => [name, null]), ["q", null]]));
  return html`<div class="filters" role="search" aria-label=${t("filter.label")}>
    ${search && html`<${Words} query=${query} />`}
    ${used.map((filter) => html`<${Chip} key=${filter.name} filter=${filter} values=${chosen(query, filter.name)} />`)}
    ${free.length > 0 && html`<${Add} filters=${free} />`}
    ${(used.length > 0 || query.get("q")) && html`<${Button} look="plain" small onClick=${clear}>${t("filter.clear")}<//>`}
    <span class="spring" />
    ${children}
    ${sorts && html`<label class="sorting"><${Icon} name="sort" /><span class="unseen">${t("filter.sort")}</span>
      <select onChange=${(event) => setQuery({ sort: event.target.value === standard ? null : event.target.value })}>
        ${sorts.map((sort) => html`<option value=${sort.value} selected=${sort.value === (query.get("sort") ?? standard)}>${sort.label}</option>`)}
      </select></label>`}
  </div>`;
}

function Words({ query }) {
  const [timer, keep] = useState();
  const type = (event) => {
    clearTimeout(timer);
    const words = event.target.value;
    keep(setTimeout(() => setQuery({ q: words.trim() }), 250));
  };
  return html`<label class="filter-words"><${Icon} name="search" /><span class="unseen">${t("filter.words")}</span>
    <input type="search" placeholder=${t("filter.words")} defaultValue=${query.get("q") ?? ""} value=${query.get("q") ?? ""} onInput=${type} maxlength="200" /></label>`;
}

function Chip({ filter, values }) {
  const labels = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
  const plain = filter.options.length === 1;
  const text = plain ? filter.label : html`<span class="muted">${filter.label}</span> ${either(labels)}`;
  const trigger = (open, toggle) => html`<button type="button" class="chip-open" aria-expanded=${String(open)} onClick=${toggle}>${text}</button>`;
  if (plain) return html`<span class="chip"><span class="chip-open">${text}</span><${Drop} filter=${filter} /></span>`;
  return html`<span class="chip"><${Popover} trigger=${trigger} label=${filter.label}>${() => html`<${Options} filter=${filter} values=${values} />`}<//>
    <${Drop} filter=${filter} /></span>`;
}

const Drop = ({ filter }) => html`<button type="button" class="chip-drop" aria-label=${t("filter.remove", { name: filter.label })} onClick=${() => setQuery({ [filter.name]: null })}><${Icon} name="close" /></button>`;

function Add({ filters }) {
  const [picked, pick] = useState(null);
  const trigger = (open, toggle) => html`<${Button} look="plain" small icon="filter" aria-expanded=${String(open)} onClick=${() => { pick(null); toggle(); }}>${t("filter.add")}<//>`;
  return html`<${Popover} trigger=${trigger} label=${t("filter.add")}>${() => (picked
    ? html`<${Options} filter=${picked} values=${[]} />`
    : filters.map((filter) => html`<button type="button" class="menu-item" onClick=${() => (filter.options.length === 1 ? setQuery({ [filter.name]: filter.options[0].value }) : pick(filter))}>
        <span class="spring">${filter.label}</span>${filter.options.length > 1 && html`<${Icon} name="right" />`}</button>`))}<//>`;
}

function Options({ filter, values }) {
  const [now, set] = useState(values);
  const toggle = (value) => {
    const next = filter.single ? [value] : now.includes(value) ? now.filter((other) => other !== value) : [...now, value];
    set(next);
    setQuery({ [filter.name]: next });
  };
  return html`<fieldset class="choices"><legend class="unseen">${filter.label}</legend>
    ${filter.options.map((option) => html`<label><input type="checkbox" checked=${now.includes(option.value)} onChange=${() => toggle(option.value)} />${option.label}</label>`)}
    ${filter.options.length === 0 && html`<span class="muted">${t("filter.nothing")}</span>`}</fieldset>`;
}
