/** Every service this person may use: how it fares, what is known to be broken, what is planned. */
import { html } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { KnownTrouble } from "./known.js";
import { Outage, Planned, ServiceLine, Verdict, useMyServices } from "./status.js";
import { t } from "../../text/text.js";

export default function Services() {
  const { data, error, again } = useMyServices();
  const outages = data?.filter((service) => service.outage) ?? [];
  return html`<${Page} title=${t("nav.status")} about=${t("portal.status.about")} trail=${{ href: "/portal", label: t("nav.home") }} narrow>
    <div class="portal stack wide">${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${6} /></div>` : html`
      <${Verdict} services=${data} />
      <${KnownTrouble} />
      ${outages.length > 0 && html`<div class="stack">${outages.map((service) => html`<${Outage} key=${service.outage.incident} service=${service} />`)}</div>`}
      <section class="card flush"><h2 class="card-head">${t("portal.services")}</h2><ul class="services">${data.map((service) => html`<${ServiceLine} key=${service.id} service=${service} />`)}
        ${data.length === 0 && html`<li class="service-line muted">${t("common.none")}</li>`}</ul></section>
      <${Planned} services=${data} />`}</div>
  <//>`;
}
