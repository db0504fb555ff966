/** Which columns of a list are shown: kept for this person in this browser, or given by a view. */
import { html, useState } from "./preact.js";
import { Button } from "./button.js";
import { Popover } from "./popover.js";
import { t } from "../text/text.js";

const name = (list) => `dienst.columns.${list}`;

function kept(list) {
  try {
    const found = JSON.parse(localStorage.getItem(name(list)) ?? "null");
    return Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

/** Columns that may be left out; what a row is called by always stays. */
const free = (column) => !column.grow && column.name !== "number";

/**
 * @template {import("./list.js").Column} C
 * @param {string} list @param {C[]} columns @param {string | null} given names that a view asks for, by comma
 * @returns {{shown: C[], chooser: any, names: string[]}}
 */
export function useColumns(list, columns, given) {
  const [chosen, choose] = useState(() => kept(list));
  const wanted = given ? given.split(",") : chosen;
  const shown = wanted ? columns.filter((column) => !free(column) || wanted.includes(column.name)) : columns.filter((column) => !column.spare);
  const names = shown.map((column) => column.name);
  const toggle = (column) => {
    const next = names.includes(column.name) ? names.filter((other) => other !== column.name) : [...names, column.name];
    localStorage.setItem(name(list), JSON.stringify(next));
    choose(next);
  };
  const reset = () => { localStorage.removeItem(name(list)); choose(null); };
  const trigger = (open, press) => html`<${Button} look="plain" small icon="columns" aria-expanded=${String(open)} onClick=${press}>${t("columns.title")}<//>`;
  const chooser = html`<${Popover} trigger=${trigger} label=${t("columns.title")}>${() => html`<fieldset class="choices"><legend class="unseen">${t("columns.title")}</legend>
    ${columns.map((column) => html`<label><input type="checkbox" checked=${names.includes(column.name)} disabled=${!free(column)} onChange=${() => toggle(column)} />${column.label}</label>`)}</fieldset>
    ${chosen && html`<button type="button" class="menu-item" onClick=${reset}>${t("columns.reset")}</button>`}`}<//>`;
  return { shown, chooser, names };
}
