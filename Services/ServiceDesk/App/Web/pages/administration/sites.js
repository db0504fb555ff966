/** Sites: the places where people of an organisation work. */
import { html } from "../../ui/preact.js";
import { State } from "../../ui/badge.js";
import { ThingList } from "./thing-list.js";
import { zones } from "./zones.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

export default function Sites() {
  const organisations = useAll("organisation");
  const named = (id) => organisations.find((one) => one.id === id)?.name ?? t("organisation.own");
  const columns = [
    { name: "title", label: t("person.name"), grow: true, cell: (site) => html`<span class="one-line title" dir="auto">${site.name}</span>` },
    { name: "team", label: t("person.organisation"), cell: (site) => html`<span class="one-line">${named(site.organisation)}</span>` },
    { name: "about", label: t("site.address"), hide: "medium", cell: (site) => html`<span class="one-line muted">${site.address ?? ""}</span>` },
    { name: "state", label: t("record.state"), hide: "narrow", cell: (site) => html`<${State} value=${site.state} bare />` },
  ];
  const fields = (site) => [
    { name: "name", label: t("person.name"), required: true, longest: 200 },
    ...(site ? [] : [{ name: "organisation", label: t("person.organisation"), kind: "choice", options: choices(organisations), hint: t("organisation.none-is-own") }]),
    { name: "address", label: t("site.address"), kind: "area", longest: 500 },
    { name: "zone", label: t("account.zone"), kind: "choice", options: zones() },
  ];
  return html`<${ThingList} kind="site" title=${t("nav.sites")} about=${t("administration.sites")} label=${t("site.new")} columns=${columns} fields=${fields}
    filters=${[{ name: "organisation", label: t("person.organisation"), options: choices(organisations) }]}
    start=${({ name, address, zone }) => ({ name, address, zone })} empty=${{ icon: "pin", title: t("sites.empty"), text: t("sites.empty.text") }} />`;
}
