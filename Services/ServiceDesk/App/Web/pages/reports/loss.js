/** What outages have cost the business: by service, customer and incident, each list adding up to the whole. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { useAll } from "../../services/names.js";
import { reportQuery, save } from "../../services/reports.js";
import { useLive } from "../../shell/live.js";
import { number } from "../../text/format.js";
import { t } from "../../text/text.js";

const shown = 10;
const whole = (value) => number(Math.round(value));

function Parts({ title, parts, name }) {
  const rest = parts.slice(shown).reduce((sum, { lost }) => sum + lost, 0);
  return html`<div class="stack tight spring"><h3>${title}</h3><table class="levels"><tbody>${parts.slice(0, shown).map((part) => html`<tr key=${part.id ?? "none"}><th scope="row">${name(part)}</th><td class="figures">${whole(part.lost)}</td></tr>`)}
    ${rest > 0 && html`<tr><th scope="row" class="muted">${t("reports.loss.others", { count: number(parts.length - shown) })}</th><td class="figures">${whole(rest)}</td></tr>`}</tbody></table></div>`;
}

export function Loss({ query }) {
  const organisations = useAll("organisation");
  const { hour, ...asked } = reportQuery(query);
  const { data, again } = useLoad((signal) => get("incident-reports/loss", asked, signal), [query.toString()]);
  useLive("incident", useSettled(again, 1500));
  if (!data || data.lost === 0) return null;
  const customer = ({ id }) => (id ? organisations.find((one) => one.id.toLowerCase() === id.toLowerCase())?.name ?? t("common.unnamed") : t("reports.customer.none"));
  const incident = ({ name }) => html`<a href=${`/work/incidents/${name.split(" ")[0]}`}>${name}</a>`;
  return html`<section class="card stack"><div class="row wraps"><h2>${t("reports.loss")}</h2><span class="spring" /><${Button} small icon="download" onClick=${() => save("incident-reports/loss.csv", asked)}>CSV<//></div>
    <dl class="figures-row"><div><dt>${t("reports.loss.lost")}</dt><dd>${whole(data.lost)}</dd></div><div><dt>${t("reports.loss.now")}</dt><dd>${whole(data.perHour)}</dd></div></dl>
    <div class="report-pair"><${Parts} title=${t("reports.by.service")} parts=${data.services} name=${({ name }) => name ?? t("common.unnamed")} /><${Parts} title=${t("reports.by.customer")} parts=${data.customers} name=${customer} /></div>
    <${Parts} title=${t("kind.incident")} parts=${data.incidents} name=${incident} /><p class="small muted">${t("reports.loss.definition")}</p></section>`;
}
