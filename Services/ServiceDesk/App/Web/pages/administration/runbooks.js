/** Runbooks: what may be tried by itself when an alert fires. */
import { html } from "../../ui/preact.js";
import { Badge, State } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { KillSwitch } from "../operations/run-bits.js";
import { ListPage } from "../../ui/list-page.js";
import { wordFilter } from "../work/shared.js";
import { duration } from "../../text/format.js";
import { t } from "../../text/text.js";

const place = (runbook) => `/administration/runbooks/${runbook.id}`;

/** Whether it runs by itself, asks first, or only says what it would do. */
export const Mode = ({ runbook }) => {
  const [tone, icon, name] = runbook.rehearses ? ["info", "eye", "rehearses"] : runbook.needsApproval ? ["warning", "question", "asks"] : ["accent", "play", "runs"];
  return html`<${Badge} tone=${tone} icon=${icon} bare>${t(`runbook.mode.${name}`)}<//>`;
};

export const kindOf = ({ action }) => (action.webhook ? `${action.webhook.method} ${action.webhook.url}` : action.executor?.route ?? "");

const columns = () => [
  { name: "title", label: t("rule.name"), grow: true, cell: (one) => html`<a class="one-line title plain-link" href=${place(one)}>${one.name}</a>` },
  { name: "side", label: t("runbook.action"), hide: "narrow", cell: (one) => html`<span class="one-line mono small" title=${kindOf(one)}>${kindOf(one)}</span>` },
  { name: "mode", label: t("runbook.mode"), cell: (one) => html`<${Mode} runbook=${one} />` },
  { name: "limits", label: t("runbook.limits"), hide: "medium", cell: (one) => html`<span class="one-line">${t("runbook.limits.words", { count: one.limits.perHour, time: duration(one.limits.coolDown) })}</span>` },
  { name: "state", label: t("record.state"), cell: (one) => html`<${State} value=${one.state} bare />` },
];

export default function Runbooks() {
  const create = html`<${Button} href="/operations/runs" icon="history">${t("nav.runs")}<//><${Button} look="primary" icon="plus" href="/administration/runbooks/new">${t("runbook.new")}<//>`;
  return html`<${ListPage} kind="runbook" title=${t("nav.runbooks")} about=${t("runbooks.about")} actions=${create} trail=${{ href: "/administration", label: t("nav.administration") }} tabs=${html`<${KillSwitch} />`} looks search
    filters=${[wordFilter("state", t("record.state"), "state", ["active", "paused", "retired"])]}
    sorts=${[{ value: "-createdAt", label: t("sort.newest") }, { value: "createdAt", label: t("sort.oldest") }]} standard="-createdAt"
    columns=${columns()} place=${place} empty=${{ icon: "tool", title: t("runbooks.empty"), text: t("runbooks.empty.text"), action: html`<${Button} icon="plus" href="/administration/runbooks/new">${t("runbook.new")}<//>` }} />`;
}
