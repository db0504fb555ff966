/** The major incident room: how it stands, when the next word is due, who leads, what was told, what happened. */
import { html, useEffect, useRef } from "../../ui/preact.js";
import { Commands } from "../../ui/commands.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { Badge, Priority, State } from "../../ui/badge.js";
import { Numbered } from "../../ui/bits.js";
import { Why } from "../../ui/why.js";
import { useRecord } from "../../ui/record.js";
import { useSettled } from "../../ui/load.js";
import { Countdown, Loss, OutFor } from "./major-bits.js";
import { majorCommands } from "./major-commands.js";
import { MajorRail } from "./major-rail.js";
import { ResolveIncident } from "./major-resolve.js";
import { MajorTimeline } from "./major-timeline.js";
import { Review } from "./major-review.js";
import { Told, UpdateComposer } from "./major-updates.js";
import { useRestoreOrder } from "../../services/restore.js";
import { isLed } from "../../services/majors.js";
import { choices, useAll } from "../../services/names.js";
import { useLive } from "../../shell/live.js";
import { t } from "../../text/text.js";

export default function MajorIncidentRoom({ number }) {
  const { record, put, renew } = useRecord("major", number);
  const people = useAll("person");
  const settled = useSettled(renew, 400);
  const readAt = useRef(Date.now());
  useEffect(() => { readAt.current = Date.now(); }, [record.data]);
  useLive(["incident", "service-health", "service"], settled);
  if (record.error) return html`<${Failure} error=${record.error} again=${record.again} />`;
  if (!record.data) return html`<div class="page"><${Skeleton} /></div>`;
  const data = record.data;
  const staff = choices(people.filter((person) => person.roles?.some((role) => role !== "requester")));
  const line = html`<span class="record-line"><span class="number">${data.number}</span>${data.state === "accepted" ? html`<${Badge} tone="critical" icon="alert">${t("status.goes-on")}<//>` : html`<${State} value=${data.state} />`}<${Priority} value=${data.priority} bare=${false} /><${Numbered} number=${data.incident.number} />
    <${Why} kind="major" number=${data.number} decision="major-incident" label=${t("why.major")} /></span>`;
  return html`<${Page} title=${data.summary} trail=${{ href: "/operations/major-incidents", label: t("nav.major-incidents") }} about=${line}
    actions=${html`${data.state === "accepted" && html`<${ResolveIncident} incident=${data.incident} done=${renew} />`}<${Commands} kind="major" record=${data} commands=${majorCommands(staff)} done=${put} />`}>
    <div class="record">
      <div class="record-main stack wide">
        <${Standing} record=${data} readAt=${readAt.current} />
        ${["accepted", "restored"].includes(data.state) && html`<${UpdateComposer} key=${data.state} record=${data} done=${put} />`}
        ${["restored", "reviewing", "closed"].includes(data.state) && html`<${Review} key=${data.state === "closed"} record=${data} people=${staff} done=${put} />`}
        ${data.updateCount > 0 && html`<${Told} record=${data} />`}
        <${MajorTimeline} record=${data} />
      </div>
      <aside class="rail" aria-label=${t("record.facts")}><${MajorRail} record=${data} people=${staff} put=${put} /></aside>
    </div>
  <//>`;
}

/** The questions everybody has who comes in. */
function Standing({ record, readAt }) {
  return html`${record.state === "proposed" && html`<${Notice} tone="warning" icon="candidate"><strong>${t("major.candidate")}</strong> <span lang="en">${record.because}</span><//>`}
    ${record.reason && html`<${Notice} tone="info" icon="info"><span class="breaks">${record.reason}</span><//>`}
    <div class="room-figures">
      <section class="card"><h2>${t("major.out-for")}</h2><${OutFor} record=${record} /></section>
      <section class="card"><h2>${t("major.loss")}</h2><${Loss} record=${record} readAt=${readAt} /></section>
      <section class="card"><h2>${t("incident.affected")}</h2><p class="figure-big figures">${record.affectedCount}</p><p class="small muted">${t("major.services", { count: record.services.length })}</p></section>
      ${record.state === "accepted" && html`<${Place} record=${record} />`}
    </div>
    ${record.due.length > 0 && html`<section class="card room-due"><h2>${t("major.next")}</h2><ul class="countdowns">${record.due.map((due) => html`<${Countdown} key=${due.audience} due=${due} />`)}</ul></section>`}
    ${isLed(record.state) && record.state !== "accepted" && html`<${Notice} tone="ok" icon="check-circle">${t("major.back")}<//>`}`;
}

/** Where it stands in the restore order now. */
function Place({ record }) {
  const { data } = useRestoreOrder(null, () => false);
  const place = data?.positions.find(({ incident, restores }) => incident.id === record.incident.id || restores.some(({ id }) => id === record.incident.id));
  return html`<section class="card"><h2>${t("nav.restore-order")}</h2><p class="figure-big figures">${place?.place ?? "–"}</p>
    <p class="small"><a href="/operations/restore-order">${place ? t("restore.place", { place: place.place }) : data ? t("major.no-place") : t("nav.restore-order")}</a></p></section>`;
}
