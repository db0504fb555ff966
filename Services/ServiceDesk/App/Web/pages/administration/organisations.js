/** Organisations: the provider, its customers, and who belongs to whom. */
import { html } from "../../ui/preact.js";
import { State } from "../../ui/badge.js";
import { ThingList } from "./thing-list.js";
import { zones } from "./zones.js";
import { choices, useAll } from "../../services/names.js";
import { t, word } from "../../text/text.js";

const kinds = ["customer", "provider"];

export default function Organisations() {
  const all = useAll("organisation");
  const named = (id) => all.find((one) => one.id === id)?.name ?? "";
  const columns = [
    { name: "title", label: t("person.name"), grow: true, cell: (one) => html`<span class="one-line title" dir="auto">${one.name}</span>` },
    { name: "roles", label: t("organisation.kind"), cell: (one) => word("organisation.kind", one.kind) },
    { name: "team", label: t("organisation.parent"), hide: "medium", cell: (one) => html`<span class="one-line">${named(one.parent)}</span>` },
    { name: "sign-in", label: t("account.zone"), hide: "narrow", cell: (one) => html`<span class="one-line muted">${one.zone ?? ""}</span>` },
    { name: "state", label: t("record.state"), hide: "narrow", cell: (one) => html`<${State} value=${one.state} bare />` },
  ];
  const fields = (one) => [
    { name: "name", label: t("person.name"), required: true, longest: 200 },
    ...(one ? [] : [{ name: "kind", label: t("organisation.kind"), kind: "choice", required: true, options: kinds.map((value) => ({ value, label: word("organisation.kind", value) })) }]),
    { name: "parent", label: t("organisation.parent"), kind: "choice", options: choices(all.filter(({ id }) => id !== one?.id)), hint: t("organisation.parent.hint") },
    { name: "zone", label: t("account.zone"), kind: "choice", options: zones() },
    { name: "description", label: t("service.description"), kind: "area", longest: 2000 },
  ];
  return html`<${ThingList} kind="organisation" title=${t("nav.organisations")} about=${t("administration.organisations")} label=${t("organisation.new")} columns=${columns} fields=${fields}
    filters=${[{ name: "kind", label: t("organisation.kind"), options: kinds.map((value) => ({ value, label: word("organisation.kind", value) })) }]}
    start=${({ name, parent, zone, description }) => ({ name, parent, zone, description })} empty=${{ icon: "building", title: t("organisations.empty"), text: t("organisations.empty.text") }} />`;
}
