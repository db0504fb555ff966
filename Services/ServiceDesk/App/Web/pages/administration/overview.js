/** What can be set, and what wants to be looked at. */
import { html } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { useLoad } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { permissions } from "../../services/permissions.js";
import { administrationArea } from "../../shell/portal-routes.js";
import { may } from "../../shell/session.js";
import { t } from "../../text/text.js";

const services = ["desk", "incident", "problem", "change", "event"];
const count = (path, query) => get(`${path}/count`, query).then((answer) => answer.count);

/** Counts beside the entries; one that cannot be had is left out. */
async function standing() {
  const asked = {
    people: count("people", { state: "active" }), organisations: count("organisations", { state: "active" }), sites: count("sites", { state: "active" }), teams: count("teams", { state: "active" }),
    agreements: count("agreements", { state: "active", reviewBefore: new Date(Date.now() + 31 * 86_400_000).toISOString() }), services: count("services", { state: "active" }), roles: Promise.all([permissions(), count("roles", { state: "active" })]).then(([{ roles }, own]) => roles.length + own), catalogue: count("request-items", { state: "published" }),
    ...(may("administrator") && {
      integrations: count("integrations", { state: "active" }),
      parked: Promise.all(services.map((service) => get(`${service}/parked-messages`, { state: "parked", limit: 100 }).then((page) => page.items.filter(({ state }) => state === "parked").length, () => 0))).then((each) => each.reduce((sum, one) => sum + one, 0)),
      mail: get("notices/outgoing/summary"),
    }),
  };
  const answers = await Promise.allSettled(Object.values(asked));
  return Object.fromEntries(Object.keys(asked).map((name, index) => [name, answers[index].value]));
}

function Remark({ name, value }) {
  if (value === undefined) return null;
  if (name === "mail") {
    const wrong = !value.server || value.failed > 0;
    return html`<span class=${wrong ? "remark tone-warning" : "remark tone-ok"}>${!value.server ? t("mail.no-server") : value.failed > 0 ? t("mail.failed", { count: value.failed }) : t("mail.well")}</span>`;
  }
  if (name === "agreements") return value > 0 && html`<span class="remark tone-warning">${t("agreements.review-count", { count: value })}</span>`;
  if (name === "parked") return html`<span class=${value > 0 ? "remark tone-warning" : "remark tone-ok"}>${value > 0 ? t("parked.count", { count: value }) : t("parked.empty")}</span>`;
  return html`<span class="remark figures">${value}</span>`;
}

export default function Overview() {
  const { data = {} } = useLoad(standing, []);
  const items = administrationArea.items.slice(1).filter(([, , , roles]) => !roles || may(...roles));
  return html`<${Page} title=${t("nav.administration")} about=${t("administration.about")}>
    <ul class="settings">${items.map(([href, name, icon]) => html`<li><a class="setting" href=${href}><span class="way-mark"><${Icon} name=${icon} /></span>
      <span class="stack tight spring"><span class="strong">${t(`nav.${name}`)}</span><span class="small muted">${t(`administration.${name}`)}</span></span><${Remark} name=${name} value=${data[name]} /></a></li>`)}</ul>
  <//>`;
}
