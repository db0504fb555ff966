/** Escalation policies: whom to call for which incidents, and whom next. */
import { html, useState } from "../../../ui/preact.js";
import { Badge, Priority } from "../../../ui/badge.js";
import { Button } from "../../../ui/button.js";
import { Dialog } from "../../../ui/dialog.js";
import { Empty, Failure, Skeleton } from "../../../ui/standing.js";
import { Page } from "../../../ui/page.js";
import { PolicyForm } from "./policy-form.js";
import { Retire } from "./commands.js";
import { retirePolicy, usePolicies, useSchedules } from "../../../services/on-call.js";
import { useAll } from "../../../services/names.js";
import { useNamesOf } from "../../../services/people.js";
import { may } from "../../../shell/session.js";
import { list } from "../../../text/format.js";
import { t } from "../../../text/text.js";

const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export default function Escalation() {
  const { data, error, again } = usePolicies();
  const [open, show] = useState(null);
  const close = () => show(null);
  const keeps = may("administrator");
  const add = keeps && html`<${Button} look="primary" icon="plus" onClick=${() => show({})}>${t("escalation.new")}<//>`;
  return html`<${Page} title=${t("on-call.policies")} about=${t("escalation.about")} trail=${{ href: "/operations/on-call", label: t("nav.on-call") }} actions=${add}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} /></div>`
      : data.length === 0 ? html`<${Empty} icon="phone" title=${t("escalation.empty")}>${t("escalation.empty.text")}<//>`
      : html`<ul class="on-call-cards">${data.map((policy) => html`<${Policy} key=${policy.id} policy=${policy} edit=${keeps && (() => show(policy))} done=${again} />`)}</ul>`}
    ${open && html`<${Dialog} title=${open.id ? open.terms.name : t("escalation.new")} close=${close} wide><${PolicyForm} policy=${open} close=${close} done=${() => { close(); again(); }} /><//>`}
  <//>`;
}

function Policy({ policy, edit, done }) {
  const { terms } = policy;
  const [teams, schedules] = [useAll("team"), useSchedules()];
  const names = useNamesOf(terms.steps.flatMap(({ targets }) => targets.filter(({ kind }) => kind === "person").map(({ id }) => id)));
  const named = (things, id) => things.find((one) => one.id.toLowerCase() === id?.toLowerCase())?.name ?? t("common.unnamed");
  const target = ({ kind, id, address }) => (kind === "person" ? names.get(id) ?? t("common.someone") : kind === "schedule" ? t("escalation.on-call", { name: named(schedules, id) }) : address);
  const [leaving, leave] = useState(false);
  return html`<li class="card stack tight"><header class="row wraps"><h2 class="spring one-line">${terms.name}</h2>
      ${edit && html`<${Button} small icon="pencil" onClick=${edit}>${t("action.edit")}<//><${Button} small look="plain" icon="trash" onClick=${() => leave(true)}>${t("on-call.retire")}<//>`}</header>
    ${leaving && html`<${Retire} name=${terms.name} says=${t("escalation.retire.says")} retire=${() => retirePolicy(policy)} close=${() => leave(false)} done=${done} />`}
    <p class="row wraps"><${Badge} icon="team">${terms.team ? named(teams, terms.team) : t("escalation.all-teams")}<//><${Priority} value=${1} />–<${Priority} value=${terms.lowestPriority} /></p>
    <ol class="on-call-steps">${terms.steps.map((step) => html`<li><span>${list(step.targets.map(target))}</span> <span class="muted small">${t("escalation.waits", { minutes: step.minutes })}</span></li>`)}</ol>
    <p class="small muted">${[terms.repeats > 0 && t("escalation.again", { count: terms.repeats }), terms.acknowledgement && t("escalation.lapses", { minutes: terms.acknowledgement }),
      terms.quiet && t("escalation.quiet", { from: clock(terms.quiet.from), until: clock(terms.quiet.until), priority: t(`priority.${terms.quiet.urgent}`) })].filter(Boolean).join(" · ")}</p></li>`;
}
