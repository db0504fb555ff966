/** People: who they are, where they belong, what they may do, and which teams they are in. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { Person } from "../../ui/bits.js";
import { State } from "../../ui/badge.js";
import { PersonAccess } from "./person-access.js";
import { ThingList } from "./thing-list.js";
import { zones } from "./zones.js";
import { newKey, post } from "../../services/client.js";
import { choices, useAll } from "../../services/names.js";
import { findPeople, useNamesOf } from "../../services/people.js";
import { command } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { sentence } from "../../ui/standing.js";
import { list } from "../../text/format.js";
import { languages, t, word } from "../../text/text.js";

const builtIn = ["requester", "agent", "manager", "administrator"];

function columnsOf({ teams, organisations, roles }) {
  const named = (things, id) => things.find((thing) => thing.id === id)?.name;
  const allRoles = (person) => [...(person.roles ?? []).map((role) => word("role", role)), ...(person.customRoles ?? []).map((id) => named(roles, id)).filter(Boolean)];
  return [
    { name: "title", label: t("person.name"), grow: true, cell: (person) => html`<${Person} person=${person} />` },
    { name: "sign-in", label: t("person.sign-in-name"), hide: "narrow", cell: (person) => html`<span class="mono small one-line">${person.signInName ?? ""}</span>` },
    { name: "roles", label: t("person.roles"), cell: (person) => html`<span class="one-line">${list(allRoles(person))}</span>` },
    { name: "organisation", label: t("person.organisation"), hide: "medium", cell: (person) => html`<span class="one-line">${named(organisations, person.organisation) ?? ""}</span>` },
    { name: "teams", label: t("nav.teams"), hide: "medium", cell: (person) => html`<span class="one-line">${list((person.teams ?? []).map((id) => named(teams, id)).filter(Boolean))}</span>` },
    { name: "state", label: t("record.state"), hide: "narrow", cell: (person) => html`<${State} value=${person.state ?? "active"} bare />` },
  ];
}

const fieldsOf = ({ organisations, sites, names }) => (person) => [
  { name: "name", label: t("person.name"), required: true, longest: 200 },
  { name: "signInName", label: t("person.sign-in-name"), longest: 200, hint: t("person.sign-in-name.hint") },
  { name: "mail", label: t("person.mail"), longest: 254 },
  { name: "organisation", label: t("person.organisation"), kind: "choice", options: choices(organisations), hint: t("organisation.none-is-own") },
  { name: "site", label: t("person.site"), kind: "choice", options: choices(sites) },
  { name: "manager", label: t("person.manager"), kind: "pick", find: findPeople, known: names.get(person?.manager) },
  { name: "costOwner", label: t("person.cost-owner"), kind: "pick", find: findPeople, known: names.get(person?.costOwner) },
  { name: "language", label: t("nav.language"), kind: "choice", options: Object.entries(languages).map(([value, label]) => ({ value, label })) },
  { name: "zone", label: t("account.zone"), kind: "choice", options: zones() },
  { name: "vip", label: t("person.vip"), kind: "check" },
];

export default function People() {
  const [teams, organisations, sites, customRoles] = [useAll("team"), useAll("organisation"), useAll("site"), useAll("role")];
  const [open, show] = useState(null);
  const [near, keep] = useState([]);
  const names = useNamesOf(near);
  const close = () => show(null);
  const plain = async (person, path, said) => {
    try {
      await post(`people/${person.id}/${path}`, undefined, { key: newKey() });
      notify(t(said, { name: person.name }));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
  };
  const acts = (person, rows) => [
    { label: t("person.access"), icon: "lock", run: () => show({ kind: "access", person, rows }) },
    { label: t("person.password"), icon: "keyboard", run: () => show({ kind: "password", person }) },
    { label: t("person.reset-second"), icon: "shield", run: () => plain(person, "reset-second-factor", "person.reset-second.done") },
    { label: t("person.end-sessions"), icon: "out", run: () => plain(person, "end-sessions", "person.end-sessions.done") },
  ];
  const flags = builtIn.map((role) => ({ name: role, label: word("role", role), single: true, options: [{ value: "true", label: t("filter.yes") }] }));
  const filters = [{ name: "organisation", label: t("person.organisation"), options: [{ value: "none", label: t("organisation.own") }, ...choices(organisations)] }, { name: "site", label: t("person.site"), options: choices(sites) }, ...flags];
  const start = ({ name, signInName, mail, organisation, site, manager, costOwner, language, zone, vip }) => ({ name, signInName, mail, organisation, site, manager, costOwner, language, zone, vip });
  const password = open?.kind === "password" && html`<${Dialog} title=${`${t("person.password")} · ${open.person.name}`} close=${close}>
    <${Form} fields=${[{ name: "password", label: t("person.new-password"), kind: "password", required: true, hint: t("person.password.hint") }]} draft=${null} label=${t("person.password")}
      send=${(values, key) => command("person", open.person.id, "password", values, undefined, key)} done=${() => { close(); notify(t("person.password.done", { name: open.person.name })); }} cancel=${close} /><//>`;
  const access = open?.kind === "access" && html`<${PersonAccess} person=${open.person} teams=${teams} customRoles=${customRoles} close=${close} done=${(next) => { close(); open.rows.put(next); notify(t("thing.saved", { name: next.name })); }} />`;
  return html`<${ThingList} kind="person" title=${t("nav.people")} about=${t("administration.people")} label=${t("person.new")} columns=${columnsOf({ teams, organisations, roles: customRoles })} fields=${fieldsOf({ organisations, sites, names })} acts=${acts} filters=${filters}
    actions=${may("administrator") && html`<${Button} icon="upload" href="/administration/import">${t("import.title")}<//>`} opened=${(person) => keep([person.manager, person.costOwner])}
    start=${start} extra=${html`${password}${access}`} empty=${{ icon: "people", title: t("people.empty") }} />`;
}
