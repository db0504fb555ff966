/** For each business service that needs the scope: what the change is expected to do to it. Only that much is muted. */
import { html } from "../../ui/preact.js";
import { Notice } from "../../ui/form.js";
import { reached } from "./reach.js";
import { t, word } from "../../text/text.js";

export function Declared({ items, services, scope, value, change }) {
  const found = reached(items, scope);
  const name = (id) => services.find((service) => service.id === id)?.name ?? found.get(id).name ?? t("common.unnamed");
  if (scope.length === 0) return html`<p class="muted">${t("change.scope.first")}</p>`;
  if (found.size === 0) return html`<p class="muted">${t("change.no-affected")}</p>`;
  return html`<fieldset class="field"><legend>${t("change.declared")}</legend>
    <span class="hint">${t("change.declared.hint")}</span>
    <table class="declared"><thead><tr><th scope="col">${t("record.service")}</th><th scope="col">${t("change.expected")}</th></tr></thead><tbody>
    ${[...found.keys()].map((id) => html`<tr><th scope="row">${name(id)}<span class="muted small"> ${t("change.through", { item: found.get(id).through })}</span></th>
      <td><div class="segments">${["none", "degraded", "down"].map((impact) => html`<label class=${value[id] === impact ? "chosen" : ""}><input type="radio" name=${`impact-${id}`} checked=${value[id] === impact} onChange=${() => change({ ...value, [id]: impact })} />${word("impact", impact)}</label>`)}</div></td></tr>`)}
    </tbody></table>
    ${[...found.keys()].some((id) => !value[id]) && html`<${Notice} tone="info">${t("change.undeclared.hint")}<//>`}</fieldset>`;
}
