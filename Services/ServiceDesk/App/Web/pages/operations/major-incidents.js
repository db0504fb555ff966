/** Candidates and major incidents: what waits for a decision first. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { Person, Time } from "../../ui/bits.js";
import { columns, wordFilter } from "../work/shared.js";
import { states } from "../../services/majors.js";
import { can } from "../../shell/session.js";
import { t } from "../../text/text.js";

export default function MajorIncidents() {
  const commander = { name: "who", label: t("major.role.commander"), hide: "medium", cell: (record) => html`<${Person} person=${record.commander} />` };
  const due = { name: "due", label: t("major.next"), hide: "narrow", cell: (record) => (record.nextUpdateAt ? html`<${Time} value=${record.nextUpdateAt} />` : html`<span class="muted">–</span>`) };
  return html`<${ListPage} kind="major" title=${t("nav.major-incidents")} about=${t("majors.about")}
    actions=${can("settings.manage", "administrator") && html`<${Button} icon="settings" href="/administration/major-incidents">${t("nav.major-policy")}<//>`}
    filters=${[{ name: "led", label: t("major.led"), single: true, options: [{ value: "true", label: t("filter.yes") }] }, wordFilter("state", t("record.state"), "state", states)]}
    sorts=${[{ value: "-proposedAt", label: t("sort.newest") }, { value: "proposedAt", label: t("sort.oldest") }]} standard="-proposedAt"
    columns=${[columns.number(), columns.summary(), columns.priority(), columns.state(), commander, due, columns.time("proposedAt", t("major.proposed"))]}
    place=${(record) => `/operations/major-incidents/${record.number}`}
    empty=${{ icon: "check-circle", title: t("majors.empty"), text: t("majors.empty.text") }} />`;
}
