/** The catalogue as those see it who keep it: areas, their offerings, and what can be asked for in each. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Form } from "../../ui/form.js";
import { Icon } from "../../ui/icon.js";
import { Menu } from "../../ui/popover.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { domainFields, offeringFields } from "./catalogue/fields.js";
import { delivered } from "../portal/delivery.js";
import { useLoad } from "../../ui/load.js";
import { useAll } from "../../services/names.js";
import { all, command, create, revise } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const everything = () => Promise.all([all("domain"), all("offering"), all("requestItem")]).then(([domains, offerings, items]) => ({ domains, offerings, items }));

const Item = ({ item }) => html`<li><span class="kind-mark"><${Icon} name=${item.content.icon ?? "box"} /></span><a class="stack tight spring" href=${`/administration/catalogue/${item.id}`}><span class="strong one-line" dir="auto">${item.content.name}</span>
  <span class="small muted one-line">${delivered(item.content.delivery)} · ${t("catalogue.fields", { count: item.content.form.length })} · ${t("catalogue.tasks", { count: item.content.plan.length })} · ${t("catalogue.edition", { edition: String(item.edition) })}</span></a><${State} value=${item.state} /></li>`;

function Offering({ offering, items, edit, act }) {
  const menu = [
    { label: t("action.edit"), icon: "pencil", run: () => edit("offering", offering) },
    ...(offering.state === "draft" ? [{ label: t("catalogue.publish"), icon: "check-circle", run: () => act("offering", offering, "publish") }] : []),
    ...(offering.state !== "retired" ? [{ label: t("catalogue.retire"), icon: "stop", tone: "danger", run: () => act("offering", offering, "retire") }] : []),
  ];
  return html`<section class="card flush"><h3 class="card-head"><span class="spring" dir="auto">${offering.name}</span><${State} value=${offering.state} />
      <${Button} small icon="plus" href=${`/administration/catalogue/new?offering=${offering.id}`}>${t("catalogue.new-item")}<//><${Menu} label=${t("thing.menu", { name: offering.name })} items=${menu} small /></h3>
    <ul class="lines roomy">${items.map((item) => html`<${Item} key=${item.id} item=${item} />`)}${items.length === 0 && html`<li class="muted">${t("catalogue.no-items")}</li>`}</ul></section>`;
}

function Domain({ domain, data, edit, act }) {
  const offerings = data.offerings.filter((offering) => offering.domain === domain.id);
  const menu = [{ label: t("action.edit"), icon: "pencil", run: () => edit("domain", domain) },
    { label: t(domain.state === "active" ? "thing.deactivate" : "thing.reactivate"), icon: domain.state === "active" ? "stop" : "refresh", run: () => act("domain", domain, domain.state === "active" ? "deactivate" : "reactivate") }];
  return html`<section class="stack"><div class="row"><${Icon} name=${domain.icon ?? "box"} large /><h2 class="domain-title" dir="auto">${domain.name}</h2>${domain.state !== "active" && html`<${State} value=${domain.state} />`}<span class="spring" />
      <${Button} small icon="plus" onClick=${() => edit("offering", { domain: domain.id })}>${t("catalogue.new-offering")}<//><${Menu} label=${t("thing.menu", { name: domain.name })} items=${menu} small /></div>
    ${offerings.map((offering) => html`<${Offering} key=${offering.id} offering=${offering} items=${data.items.filter((item) => item.offering === offering.id)} edit=${edit} act=${act} />`)}
    ${offerings.length === 0 && html`<p class="muted">${t("catalogue.no-offerings")}</p>`}</section>`;
}

export default function CatalogueEditor() {
  const { data, error, again } = useLoad(everything, []);
  const [teams, services, organisations] = [useAll("team"), useAll("service"), useAll("organisation")];
  const [over, show] = useState(null);
  const edit = (kind, thing) => show({ kind, thing });
  const act = async (kind, thing, name) => {
    try {
      await command(kind, thing.id, name, undefined, thing.version);
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  const fields = over && (over.kind === "domain" ? domainFields(teams) : offeringFields(data.domains, services, organisations));
  const save = (values, key) => (over.thing.id ? revise(over.kind, over.thing.id, values, over.thing.version) : create(over.kind, values, key));
  const titles = { domain: "catalogue.new-domain", offering: "catalogue.new-offering" };
  const add = (look) => html`<${Button} look=${look} icon="plus" onClick=${() => edit("domain", {})}>${t("catalogue.new-domain")}<//>`;
  return html`<${Page} title=${t("nav.catalogue")} about=${t("administration.catalogue")} actions=${add("primary")} trail=${{ href: "/administration", label: t("nav.administration") }}><div class="stack wide">
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${8} /></div>`
      : data.domains.length === 0 ? html`<${Empty} icon="catalogue" title=${t("catalogue.none")} action=${add()}>${t("catalogue.none.text")}<//>`
      : data.domains.map((domain) => html`<${Domain} key=${domain.id} domain=${domain} data=${data} edit=${edit} act=${act} />`)}</div>
    ${over && html`<${Dialog} title=${over.thing.id ? `${t("action.edit")} · ${over.thing.name}` : t(titles[over.kind])} close=${() => show(null)}><${Form} fields=${fields} start=${Object.fromEntries(fields.map(({ name, kind }) => [name, over.thing[name] ?? (kind === "many" ? [] : null)]))}
      draft=${null} label=${t("action.save")} send=${save} done=${(thing) => { show(null); notify(t("thing.saved", { name: thing.name })); again(); }} cancel=${() => show(null)} /><//>`}
  <//>`;
}
