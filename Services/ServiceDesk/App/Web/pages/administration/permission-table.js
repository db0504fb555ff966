/** Permissions as a table: a row for each thing that can be done, a column for each reach. */
import { html } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { actionParts } from "../../services/permissions.js";
import { t } from "../../text/text.js";

const reaches = ["own", "team", "organisation", "all"];

/** @param {{actions: {action: string, reaches: string[]}[], grants: Record<string, string>, wrong?: string, change: ((grants: object) => void) | null}} props without `change`, to be read */
export function PermissionTable({ actions, grants, wrong, change }) {
  const groups = Map.groupBy ? Map.groupBy(actions, ({ action }) => action.split(".")[0]) : actions.reduce((map, one) => map.set(one.action.split(".")[0], [...(map.get(one.action.split(".")[0]) ?? []), one]), new Map());
  const give = (action, reach) => {
    const { [action]: gone, ...rest } = grants;
    change(reach ? { ...rest, [action]: reach } : rest);
  };
  return html`<section class="card flush"><div class="table-scroll" tabindex="0" role="region" aria-label=${t("roles.table")}><table class="permissions">
    <thead><tr><th scope="col">${t("roles.what")}</th><th scope="col">${t("reach.none")}</th>${reaches.map((reach) => html`<th scope="col">${t(`reach.${reach}`)}</th>`)}</tr></thead>
    ${[...groups].map(([noun, rows]) => html`<tbody><tr class="noun"><th scope="rowgroup" colspan="6">${actionParts(`${noun}.x`).noun}</th></tr>
      ${rows.map(({ action, reaches: possible }) => html`<tr class=${wrong === action ? "wrong" : undefined}><th scope="row">${actionParts(action).verb}</th>${[null, ...reaches].map((reach) => html`<td>${cell({ action, reach, possible, grants, change, give })}</td>`)}</tr>`)}</tbody>`)}
  </table></div></section>`;
}

function cell({ action, reach, possible, grants, change, give }) {
  const has = (grants[action] ?? null) === reach;
  const name = t("roles.cell", { what: Object.values(actionParts(action)).join(": "), reach: t(`reach.${reach ?? "none"}`) });
  if (reach && !possible.includes(reach)) return html`<span class="muted" aria-hidden="true">·</span>`;
  if (!change) return has && html`<${Icon} name=${reach ? "check" : "close"} /><span class="unseen">${name}</span>`;
  return html`<label class="permission"><input type="radio" name=${action} checked=${has} onChange=${() => give(action, reach)} /><span class="unseen">${name}</span></label>`;
}
