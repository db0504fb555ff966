/** Inhibitions: which alerts mute which others while they fire. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { Matchers } from "../../ui/matchers.js";
import { may } from "../../shell/session.js";
import { wordFilter } from "../work/shared.js";
import { t } from "../../text/text.js";

const looks = { kept: ["ok", "check-circle"], ended: ["quiet", "stop"] };
/** Whether it is in use. */
export const InhibitionState = ({ inhibition, bare }) => html`<${Badge} tone=${looks[inhibition.state][0]} icon=${looks[inhibition.state][1]} bare=${bare}>${t(`inhibition.state.${inhibition.state}`)}<//>`;
const place = (inhibition) => `/operations/inhibitions/${inhibition.id}`;

const columns = () => [
  { name: "title", label: t("rule.name"), grow: true, cell: (one) => html`<a class="one-line title plain-link" href=${place(one)}>${one.name}</a>` },
  { name: "side", label: t("inhibition.sources"), says: true, cell: (one) => html`<${Matchers} matchers=${one.sources} />` },
  { name: "side", label: t("inhibition.targets"), says: true, cell: (one) => html`<${Matchers} matchers=${one.targets} />` },
  { name: "count", label: t("inhibition.now"), says: true, cell: (one) => html`<span class="figures" title=${`${t("inhibition.firing")}: ${one.firing}, ${t("inhibition.muted")}: ${one.muted}`}>${t("inhibition.now.count", { sources: one.firing, muted: one.muted })}</span>` },
  { name: "state", label: t("record.state"), cell: (one) => html`<${InhibitionState} inhibition=${one} bare />` },
];

export default function Inhibitions() {
  const create = (look) => may("agent", "administrator") && html`<${Button} look=${look} icon="plus" href="/operations/inhibitions/new">${t("inhibition.new")}<//>`;
  return html`<${ListPage} kind="inhibition" title=${t("nav.inhibitions")} about=${t("inhibitions.about")} actions=${create("primary")} looks search
    filters=${[wordFilter("state", t("record.state"), "inhibition.state", ["kept", "ended"])]}
    sorts=${[{ value: "-createdAt", label: t("sort.newest") }, { value: "name", label: t("sort.name") }]} standard="-createdAt"
    columns=${columns()} place=${place} empty=${{ icon: "link", title: t("inhibitions.empty"), text: t("inhibitions.empty.text"), action: create() }} />`;
}
