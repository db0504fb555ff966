/** What can be done with all chosen rows at once, and what became of each. */
import { html, useState } from "./preact.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Form, Notice } from "./form.js";
import { Icon } from "./icon.js";
import { Menu } from "./popover.js";
import { Numbered } from "./bits.js";
import { sentence } from "./standing.js";
import { bulk } from "../services/lists.js";
import { notify } from "../shell/notices.js";
import { may } from "../shell/session.js";
import { t } from "../text/text.js";

const shown = 4;

/**
 * @param {{kind: string, commands: import("./commands.js").Command[], selection: ReturnType<import("./selection.js").useSelection>, done: Function}} props
 */
export function BulkBar({ kind, commands, selection, done }) {
  const [giving, give] = useState(null);
  const [results, show] = useState(null);
  const count = selection.chosen.length;
  const able = commands.filter((command) => !command.roles || may(...command.roles));
  const finish = (answer) => {
    give(null);
    if (answer.failed === 0) { notify(t("bulk.done", { count: answer.succeeded })); selection.clear(); } else show(answer);
    done();
  };
  const begin = (command) => give(command);
  const rest = able.slice(shown).map((command) => ({ label: command.label, icon: command.icon, tone: command.tone, run: () => begin(command) }));
  return html`${count > 0 && html`<div class="bulk-bar" role="region" aria-label=${t("bulk.label")}><span class="strong figures" role="status">${t("bulk.chosen", { count })}</span>
      ${able.slice(0, shown).map((command) => html`<${Button} small icon=${command.icon} onClick=${() => begin(command)}>${command.label}<//>`)}
      ${rest.length > 0 && html`<${Menu} label=${t("action.more")} text=${t("action.more")} icon="down" look="" small items=${rest} />`}
      <span class="spring" /><${Button} look="plain" small icon="close" onClick=${selection.clear}>${t("bulk.clear")}<//></div>`}
    ${giving && html`<${Give} kind=${kind} command=${giving} records=${selection.chosen} close=${() => give(null)} done=${finish} />`}
    ${results && html`<${Results} results=${results} close=${() => { show(null); selection.clear(); }} />`}`;
}

function Give({ kind, command, records, close, done }) {
  const fields = typeof command.fields === "function" ? command.fields({}) : command.fields ?? [];
  const send = (values, key) => bulk(kind, command.name, command.body ? command.body(values, {}) : values, records, key);
  return html`<${Dialog} title=${`${command.label} · ${t("bulk.count", { count: records.length })}`} close=${close}>
    <${Form} fields=${fields} draft=${null} label=${command.label} look=${command.tone === "danger" ? "danger" : "primary"} send=${send} done=${done} cancel=${close}>
      <p class="muted">${command.says ?? t("bulk.each")}</p><//><//>`;
}

/** Every item with what became of it, the refused first. */
function Results({ results, close }) {
  const good = (result) => result.status < 300;
  const sorted = [...results.results].sort((left, right) => good(left) - good(right));
  return html`<${Dialog} title=${t("bulk.results")} close=${close} wide>
    <${Notice} tone=${results.succeeded > 0 ? "warning" : "critical"} icon="alert">${t("bulk.mixed", { succeeded: results.succeeded, failed: results.failed })}<//>
    <ul class="lines bulk-results">${sorted.map((result) => html`<li class="wraps"><span class=${`tone-${good(result) ? "ok" : "critical"} bulk-mark`}><${Icon} name=${good(result) ? "check-circle" : "alert"} /></span><${Numbered} number=${result.key} />
      <span class="spring breaks">${good(result) ? t("bulk.item-done") : sentence({ code: result.code, message: result.detail })}</span></li>`)}</ul>
    <div class="form-foot"><${Button} look="primary" onClick=${close}>${t("action.close-dialog")}<//></div><//>`;
}
