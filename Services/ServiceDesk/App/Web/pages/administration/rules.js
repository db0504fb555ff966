/** Rules for what monitoring says, in the order in which they look at it. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { Matchers } from "../../ui/matchers.js";
import { effectTexts } from "./rule-bits.js";
import { useAll } from "../../services/names.js";
import { wordFilter } from "../work/shared.js";
import { t } from "../../text/text.js";

const looks = { kept: ["ok", "check-circle"], retired: ["quiet", "stop"] };
/** Whether it is in use. */
export const RuleState = ({ rule, bare }) => html`<${Badge} tone=${looks[rule.state][0]} icon=${looks[rule.state][1]} bare=${bare}>${t(`rule.state.${rule.state}`)}<//>`;

export default function Rules() {
  const teams = useAll("team");
  const columns = [
    { name: "order", label: t("rule.order.short"), cell: (rule) => html`<span class="figures muted">${String(rule.order)}</span>` },
    { name: "title", label: t("rule.name"), grow: true, cell: (rule) => html`<a class="one-line title plain-link" href=${`/administration/alert-rules/${rule.id}`}>${rule.name}</a>` },
    { name: "matchers", label: t("rule.conditions"), cell: (rule) => html`<${Matchers} matchers=${rule.conditions} />` },
    { name: "effects", label: t("rule.effects"), cell: (rule) => { const text = effectTexts(rule.effects, teams).join(" · "); return html`<span class="one-line" title=${text}>${text}</span>`; } },
    { name: "state", label: t("record.state"), cell: (rule) => html`<${RuleState} rule=${rule} bare />` },
  ];
  const create = (look) => html`<${Button} look=${look} icon="plus" href="/administration/alert-rules/new">${t("rule.new")}<//>`;
  return html`<${ListPage} kind="alertRule" title=${t("nav.alert-rules")} about=${t("rules.about")} actions=${create("primary")} looks search
    filters=${[wordFilter("state", t("record.state"), "rule.state", ["kept", "retired"])]}
    sorts=${[{ value: "order", label: t("rule.by-order") }, { value: "-createdAt", label: t("sort.newest") }, { value: "createdAt", label: t("sort.oldest") }]} standard="order"
    columns=${columns} place=${(rule) => `/administration/alert-rules/${rule.id}`}
    empty=${{ icon: "filter", title: t("rules.empty"), text: t("rules.empty.text"), action: create() }} />`;
}
