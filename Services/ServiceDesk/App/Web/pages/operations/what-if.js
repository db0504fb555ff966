/** What would happen to business services if an item were down now. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Health } from "../../ui/badge.js";
import { Icon } from "../../ui/icon.js";
import { sentence } from "../../ui/standing.js";
import { post } from "../../services/client.js";
import { t } from "../../text/text.js";

export function WhatIf({ item }) {
  const [{ busy, found, problem }, show] = useState({});
  const attempt = async () => {
    show({ busy: true });
    try {
      show({ found: await post("service-health/what-if", { items: [item.id] }) });
    } catch (failure) {
      show({ problem: failure });
    }
  };
  return html`<div class="stack tight"><div><${Button} small icon="question" busy=${busy} onClick=${attempt}>${t("map.what-if")}<//></div>
    <div role="status">${problem && html`<span class="fault">${sentence(problem)}</span>`}
      ${found && (found.services.length === 0 ? html`<p class="muted small">${t("map.what-if.nothing")}</p>`
        : html`<ul class="stack tight">${found.services.map(({ service, before, after }) => html`<li class="row wraps"><a class="spring one-line" href=${`/operations/health/${service.id}`}>${service.name ?? t("common.unnamed")}</a><${Health} value=${before} bare /><${Icon} name="arrow-right" /><${Health} value=${after} bare /></li>`)}</ul>`)}</div></div>`;
}
