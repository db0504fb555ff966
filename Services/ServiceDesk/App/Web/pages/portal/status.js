/** Is something broken? What is so now, whom it hurts, and what is planned, of the services this person may use. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Health, healthTone } from "../../ui/badge.js";
import { Icon } from "../../ui/icon.js";
import { Time } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { joinOutage, myServices } from "../../services/portal.js";
import { useLive } from "../../shell/live.js";
import { notify } from "../../shell/notices.js";
import { span } from "../../text/format.js";
import { has, t } from "../../text/text.js";

const order = ["down", "degraded", "maintenance", "unknown", "ok"];
const bad = ({ health }) => health.state === "down" || health.state === "degraded";

/** Loaded, worst first, and live. */
export function useMyServices() {
  const loaded = useLoad(async (signal) => (await myServices(signal)).sort((left, right) =>
    Boolean(right.outage) - Boolean(left.outage) || order.indexOf(left.health.state) - order.indexOf(right.health.state) || left.name.localeCompare(right.name)), []);
  const renew = useSettled(loaded.again, 500);
  useLive(["service-health", "service", "incident", "maintenance-window"], renew);
  return loaded;
}

/** One sentence before any detail: all is well, or how much is not. */
export function Verdict({ services }) {
  const broken = services.filter((service) => bad(service) || service.outage);
  const tone = broken.length === 0 ? "ok" : broken.some(({ health }) => health.state === "down") ? "critical" : "warning";
  return html`<div class=${`verdict tone-${tone}`} role="status"><${Icon} name=${broken.length > 0 ? "alert" : "check-circle"} large />
    <div><strong>${broken.length > 0 ? t("portal.broken", { count: broken.length }) : t("portal.well")}</strong>
    <div>${broken.length > 0 ? t("portal.broken.text") : t("portal.well.text")}</div></div></div>`;
}

/** What an outage is called to those who suffer it. */
export const outageTitle = (service) => {
  const name = `outage.${service.outage?.serviceState ?? service.health.state}`;
  return has(name) ? t(name, { service: service.name }) : service.outage?.title ?? service.name;
};

/** An outage that is known, with the button to say that one suffers from it too. */
export function Outage({ service, joined }) {
  const { outage } = service;
  const [mine, say] = useState(outage.iAmAffected);
  const [busy, wait] = useState(false);
  const meToo = async () => {
    wait(true);
    try {
      await joinOutage(outage.incident);
      say(true);
      notify(t("outage.joined", { number: outage.number }));
      joined?.();
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    wait(false);
  };
  const others = (outage.affectedCount ?? 0) + (mine && !outage.iAmAffected ? 1 : 0);
  const tone = outage.serviceState === "degraded" ? "warning" : "critical";
  return html`<article class=${`outage tone-${tone}`}>
    <div class="stack tight spring"><h3><span class="outage-dot" aria-hidden="true"></span>${outageTitle(service)}</h3>
      <p class="small muted"><span class="number">${outage.number}</span> · ${t("outage.since")} <${Time} value=${outage.since} exact />${others > 0 && html` · ${t("outage.affected", { count: others })}`}</p>
      ${outage.summary && html`<p class="small" dir="auto">${outage.summary}</p>`}</div>
    ${mine ? html`<span class="joined"><${Icon} name="check-circle" />${t("outage.mine")}</span>` : html`<${Button} busy=${busy} icon="plus" onClick=${meToo}>${t("outage.me-too")}<//>`}
  </article>`;
}

/** Work that is planned, one line each. */
export const Planned = ({ services }) => {
  const all = services.flatMap((service) => service.planned.map((work) => ({ ...work, service: service.name }))).sort((left, right) => left.from.localeCompare(right.from));
  return all.length > 0 && html`<section class="card flush"><h2 class="card-head"><${Icon} name="calendar" />${t("planned.title")}</h2><ul class="lines roomy">
    ${all.slice(0, 8).map((work) => html`<li><div class="stack tight spring"><span class="strong">${work.service}</span><span class="small muted figures">${span(work.from, work.to)}</span></div><span class="small muted">${t(`planned.${work.impact}`)}</span></li>`)}</ul></section>`;
};

/** A service as a line of the list of all. */
export const ServiceLine = ({ service }) => html`<li class=${`service-line tone-${healthTone(service.health.state)}`}>
  <div class="stack tight spring"><span class="strong">${service.name}</span>${service.description && html`<span class="muted small">${service.description}</span>`}</div>
  <span class="stack tight ends"><${Health} value=${service.health.state} />${service.health.state !== "ok" && service.health.since && html`<span class="muted small"><${Time} value=${service.health.since} /></span>`}</span></li>`;
