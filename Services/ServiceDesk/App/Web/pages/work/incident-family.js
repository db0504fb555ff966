/** What stands beside an incident: its parent and children, those like it, and how far it was escalated. */
import { html } from "../../ui/preact.js";
import { Badge, State } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Fact, Facts } from "../../ui/facts.js";
import { useLoad } from "../../ui/load.js";
import { sentence } from "../../ui/standing.js";
import { ask, command } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { duration, list, number } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const over = ["resolved", "closed", "cancelled"];
/** A question below the incident, asked again when it has changed; what cannot be had is left out. */
export const useAsked = (record, question) => useLoad(() => ask("incident", record.number, question).catch(() => null), [record.number, record.version]).data;

const Relative = ({ one }) => html`<span class="row wraps"><${Numbered} number=${one.number} /><${State} value=${one.state} bare /><span class="small one-line">${one.summary}</span></span>`;

export function FamilyFacts({ record }) {
  const family = useAsked(record, "family");
  const ladder = useAsked(record, "escalations");
  return html`<${Facts} title=${t("family.title")}>
    <${Fact} name=${t("family.parent")}>${record.parent && html`<${Numbered} number=${record.parent.number} />`}<//>
    <${Fact} name=${t("family.children")}>${family?.children.length > 0 && family.children.map((one) => html`<${Relative} key=${one.id} one=${one} />`)}<//>
    <${Fact} name=${t("escalation.ladder")}>${ladder?.steps.length > 0 && ladder.steps.map((step) => html`<span class="stack tight"><span class="row wraps"><${Badge} tone="warning" icon="up">${step.level}<//><span>${step.team?.name ?? step.informs.map(({ name }) => name ?? t("common.someone")).join(", ")}</span><${Time} value=${step.at} /></span>
      <span class="small muted">${step.rule ? t("escalation.by-rule", { rule: step.rule }) : t("escalation.by-hand")} · ${step.reason}</span>
      ${step.tell && html`<span class="small muted">${word("escalation.telling", step.tell)}${step.acknowledgedBy.length > 0 && html` · ${t("escalation.answered", { who: list(step.acknowledgedBy.map(({ name }) => name ?? t("common.someone"))) })}`}</span>`}</span>`)}<//>
    <${Fact} name=${t("hops.title")}>${ladder?.hops > 0 && html`<span class="row wraps"><span class="figures">${ladder.hops}</span>${ladder.isPingPong && html`<${Badge} tone="critical" icon="refresh">${t("hops.ping-pong")}<//>`}</span><span class="small muted">${ladder.stints.map((stint) => stint.team.name ?? t("common.unnamed")).join(" → ")}</span>`}<//>
  <//>`;
}

/** Cost, categories and items, for the rail. */
export function ClassFacts({ record }) {
  return html`<${Facts} title=${t("class.title")}>
    <${Fact} name=${t("cost.so-far")}>${record.cost && (record.cost.lost > 0 || record.cost.perHour > 0) && html`<span class="figures strong">${number(Math.round(record.cost.lost))}</span>${record.cost.perHour > 0 && html`<span class="small muted">${t("cost.per-hour", { value: number(Math.round(record.cost.perHour)) })}</span>`}`}<//>
    <${Fact} name=${t("class.category")}>${record.category && html`<span>${record.category}</span>${record.openingCategory !== record.category && html`<span class="small muted">${t("class.opening", { category: record.openingCategory })}</span>`}`}<//>
    <${Fact} name=${t("flag.name")}>${record.flag && html`<span class="row wraps"><span class="badge tone-critical">${t(`major.flag.${record.flag}`)}</span></span><span class="small muted">${t("flag.sight")}</span>`}<//>
    <${Fact} name=${t("class.items")}>${record.items.map((item) => html`<span key=${item.id} class="row wraps"><span>${item.name ?? t("common.unnamed")}</span><span class="small muted">${word("item-role", item.role)}</span></span>`)}<//>
  <//>`;
}

/** Past ones with what fixed them; open ones that may be the same can be made children at a press. */
export function Similar({ record, put }) {
  const found = useAsked(record, "similar");
  const open = !over.includes(record.state);
  const suspects = open && !record.parent ? (found?.open ?? []).filter((one) => one.isSuspect) : [];
  const past = (found?.past ?? []).filter((one) => one.resolutionNotes).slice(0, 4);
  const join = async (one) => {
    try {
      put(await command("incident", record.number, "join", { parent: one.incident.number }, record.version));
      notify(t("family.joined", { number: record.number, parent: one.incident.number }));
    } catch (error) { notify(sentence(error), { tone: "critical" }); }
  };
  if (suspects.length + past.length === 0) return null;
  return html`<section class="card similar"><h2>${t("similar.title")}</h2><ul class="lines">
    ${suspects.map((one) => html`<li class="row wraps" key=${one.incident.id}><${Badge} tone="warning" icon="copy">${t("similar.suspect")}<//><span class="spring"><${Relative} one=${one.incident} /></span><${Button} small icon="link" onClick=${() => join(one)}>${t("similar.join")}<//><span class="small muted" lang="en">${one.because.join("; ")}</span></li>`)}
    ${past.map((one) => html`<li class="stack tight" key=${one.incident.id}><${Relative} one=${one.incident} /><span class="breaks">${one.resolutionNotes}</span>
      <span class="small muted"><span>${word("code", one.resolutionCode)}</span>${one.hours !== null && one.hours !== undefined && html` · ${t("similar.took", { time: duration(Math.max(60, one.hours * 3600)) })}`} · <span lang="en">${one.because.join("; ")}</span></span></li>`)}</ul></section>`;
}
