/** Jobs that are expected to be heard of. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { ListPage } from "../../ui/list-page.js";
import { Time } from "../../ui/bits.js";
import { HeartbeatStanding, expectation, planFields, planOf, startOf } from "./heartbeat-bits.js";
import { useLoad } from "../../ui/load.js";
import { all, create } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { navigate } from "../../shell/router.js";
import { wordFilter } from "../work/shared.js";
import { t } from "../../text/text.js";

const place = (heartbeat) => `/administration/heartbeats/${heartbeat.id}`;

const columns = (integrations) => [
  { name: "standing", label: t("record.state"), cell: (one) => html`<${HeartbeatStanding} heartbeat=${one} bare />` },
  { name: "title", label: t("heartbeat.name"), grow: true, cell: (one) => html`<a class="one-line title plain-link" href=${place(one)}>${one.plan.name}</a>` },
  { name: "expected", label: t("heartbeat.expected"), cell: (one) => html`<span class="one-line" title=${one.plan.cron}>${expectation(one.plan)}</span>` },
  { name: "seen", label: t("heartbeat.last"), cell: (one) => one.succeededAt && html`<span class="muted"><${Time} value=${one.succeededAt} /></span>` },
  { name: "next", label: t("heartbeat.next"), hide: "narrow", cell: (one) => one.expectedAt && html`<span class="muted"><${Time} value=${one.expectedAt} /></span>` },
  { name: "integration", label: t("heartbeat.integration"), hide: "medium", cell: (one) => html`<span class="one-line muted">${integrations.find(({ id }) => id === one.integration)?.name ?? ""}</span>` },
];

export default function Heartbeats() {
  const { data: integrations = [] } = useLoad(() => all("integration"), []);
  const [making, make] = useState(false);
  const button = (look) => html`<${Button} look=${look} icon="plus" onClick=${() => make(true)}>${t("heartbeat.new")}<//>`;
  const done = (heartbeat) => { notify(t("thing.saved", { name: heartbeat.plan.name })); navigate(place(heartbeat)); };
  return html`<${ListPage} kind="heartbeat" title=${t("nav.heartbeats")} about=${t("heartbeats.about")} actions=${button("primary")} trail=${{ href: "/administration", label: t("nav.administration") }} looks
      filters=${[wordFilter("state", t("record.state"), "heartbeat.standing", ["new", "up", "down", "paused"]), { name: "integration", label: t("heartbeat.integration"), options: integrations.map(({ id, name }) => ({ value: id, label: name })) }]}
      sorts=${[{ value: "-createdAt", label: t("sort.newest") }, { value: "name", label: t("heartbeat.by-name") }]} standard="-createdAt"
      columns=${columns(integrations)} place=${place} empty=${{ icon: "heart", title: t("heartbeats.empty"), text: t("heartbeats.empty.text"), action: button() }} />
    ${making && html`<${Dialog} title=${t("heartbeat.new")} close=${() => make(false)}><${Form} fields=${planFields(integrations.filter(({ state }) => state !== "revoked"))} start=${startOf()} draft="heartbeat.new" label=${t("heartbeat.make")}
      send=${(values, key) => create("heartbeat", { integration: values.integration, plan: planOf(values) }, key)} done=${done} cancel=${() => make(false)} /><//>`}`;
}
