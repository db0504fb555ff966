/** A choice among a few that are all in sight. */
import { html, useId } from "./preact.js";
import { Icon } from "./icon.js";

/** @param {{label: string, options: {value: string, label: string, icon?: string}[], value: string, change: (value: string) => void}} props */
export function Segments({ label, options, value, change }) {
  const name = useId();
  return html`<fieldset class="segments bare-field"><legend class="unseen">${label}</legend>
    ${options.map((option) => html`<label class=${option.value === value ? "chosen" : ""}><input class="unseen" type="radio" name=${name} checked=${option.value === value} onChange=${() => change(option.value)} />
      ${option.icon && html`<${Icon} name=${option.icon} />`}${option.label}</label>`)}</fieldset>`;
}
