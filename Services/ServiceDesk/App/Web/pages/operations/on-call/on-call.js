/** Who is on call now, by schedule, and where nobody will be. */
import { html, useState } from "../../../ui/preact.js";
import { Badge } from "../../../ui/badge.js";
import { Button } from "../../../ui/button.js";
import { Empty, Failure, Skeleton } from "../../../ui/standing.js";
import { Notice } from "../../../ui/form.js";
import { Menu } from "../../../ui/popover.js";
import { Page } from "../../../ui/page.js";
import { Person } from "../../../ui/bits.js";
import { TakeOver } from "./commands.js";
import { Contact } from "./contact.js";
import { HandOver } from "./hand-over.js";
import { Import } from "./import.js";
import { useOnCall } from "../../../services/on-call.js";
import { useKeys } from "../../../shell/shortcuts.js";
import { navigate } from "../../../shell/router.js";
import { may } from "../../../shell/session.js";
import { span } from "../../../text/format.js";
import { t } from "../../../text/text.js";

export default function OnCall() {
  const { data, error, again } = useOnCall();
  const [taking, take] = useState(false);
  useKeys({ p: { label: t("on-call.policies"), run: () => navigate("/operations/escalation") }, r: { label: t("on-call.report"), run: () => navigate("/operations/on-call/report") } });
  return html`<${Page} title=${t("nav.on-call")} about=${t("on-call.about")} actions=${html`<${Contact} />
      <${Button} icon="list" href="/operations/escalation">${t("on-call.policies")}<//><${Button} icon="health" href="/operations/on-call/report">${t("on-call.report")}<//>
      ${may("administrator") && html`<${Button} look="primary" icon="plus" href="/operations/on-call/new">${t("on-call.new")}<//><${Menu} label=${t("action.more")} look="" items=${[{ label: t("on-call.import"), icon: "upload", run: () => take(true) }]} />`}`}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} /></div>`
      : data.length === 0 ? html`<${Empty} icon="phone" title=${t("on-call.empty")}>${t("on-call.empty.text")}<//>`
      : html`<ul class="on-call-cards">${data.map((one) => html`<${Schedule} key=${one.schedule} one=${one} again=${again} />`)}</ul>`}
    ${taking && html`<${Import} close=${() => take(false)} />`}
  <//>`;
}

function Schedule({ one, again }) {
  return html`<li class="card stack tight"><header class="row wraps"><h2 class="spring one-line"><a href=${`/operations/on-call/${one.schedule}`}>${one.name}</a></h2>
      <${TakeOver} schedule=${one.schedule} people=${one.people} small done=${again} /></header>
    <p class="row wraps" role="status"><span class="muted">${t("on-call.now")}</span>
      ${one.people.length === 0 ? html`<${Badge} tone="critical" icon="alert">${t("on-call.nobody")}<//>` : one.people.map((person) => html`<${Person} person=${person} />`)}
      <${HandOver} schedule=${one.schedule} people=${one.people} />${one.exceptions.length > 0 && html`<${Badge} tone="info" icon="pencil">${t("on-call.changed")}<//>`}</p>
    ${one.gaps?.length > 0 && html`<${Notice} tone="critical" icon="alert">${t("on-call.gaps", { count: one.gaps.length })} <span class="figures">${span(one.gaps[0].from, one.gaps[0].until)}</span><//>`}</li>`;
}
