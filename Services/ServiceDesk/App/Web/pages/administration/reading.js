/** What a payload says: the events that it makes, and what could not be understood, by its place. */
import { html } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { Severity, Badge } from "../../ui/badge.js";
import { t } from "../../text/text.js";

export function Reading({ reading }) {
  return html`<div class="stack tight">
    <h3>${t("reading.events", { count: reading.events.length })}</h3>
    ${reading.events.length > 0 && html`<ul class="card flush lines">${reading.events.map((event) => html`<li class="wraps"><div class="stack tight spring"><span class="one-line">${event.summary}</span>
        <span class="small muted mono breaks">${event.check} · ${Object.entries(event.labels).map(([name, value]) => `${name}=${value}`).join(" ")}</span></div>
        <${Badge} tone=${event.action === "clear" ? "ok" : "critical"} icon=${event.action === "clear" ? "check" : "alerts"}>${t(`reading.${event.action}`)}<//><${Severity} value=${event.severity} />${event.severityWord && html`<span class="small muted">“${event.severityWord}”</span>`}</li>`)}</ul>`}
    ${reading.faults.length > 0 && html`<h3>${t("reading.faults")}</h3><ul class="card flush lines">${reading.faults.map((fault) => html`<li><${Icon} name="alert" /><span class="mono">${fault.field ?? ""}</span><span class="breaks spring" lang="en">${fault.detail}</span></li>`)}</ul>`}
  </div>`;
}
