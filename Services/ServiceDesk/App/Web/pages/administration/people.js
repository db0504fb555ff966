/** People: who they are, what they may do, and which teams they are in. */
import { html, useState } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { Person } from "../../ui/bits.js";
import { State } from "../../ui/badge.js";
import { PersonAccess } from "./person-access.js";
import { ThingList } from "./thing-list.js";
import { useAll } from "../../services/names.js";
import { command } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { list } from "../../text/format.js";
import { t, word } from "../../text/text.js";

export default function People() {
  const teams = useAll("team");
  const [open, show] = useState(null);
  const named = (id) => teams.find((team) => team.id === id)?.name;
  const columns = [
    { name: "title", label: t("person.name"), grow: true, cell: (person) => html`<${Person} person=${person} />` },
    { name: "sign-in", label: t("person.sign-in-name"), hide: "narrow", cell: (person) => html`<span class="mono small">${person.signInName ?? ""}</span>` },
    { name: "roles", label: t("person.roles"), cell: (person) => html`<span class="one-line">${list((person.roles ?? []).map((role) => word("role", role)))}</span>` },
    { name: "teams", label: t("nav.teams"), hide: "medium", cell: (person) => html`<span class="one-line">${list((person.teams ?? []).map(named).filter(Boolean))}</span>` },
    { name: "state", label: t("record.state"), hide: "narrow", cell: (person) => html`<${State} value=${person.state ?? "active"} bare />` },
  ];
  const fields = () => [
    { name: "name", label: t("person.name"), required: true, longest: 200 },
    { name: "signInName", label: t("person.sign-in-name"), longest: 200, hint: t("person.sign-in-name.hint") },
    { name: "mail", label: t("person.mail"), longest: 254 },
  ];
  const acts = (person, rows) => [
    { label: t("person.access"), icon: "lock", run: () => show({ kind: "access", person, rows }) },
    { label: t("person.password"), icon: "keyboard", run: () => show({ kind: "password", person, rows }) },
  ];
  const roles = ["requester", "agent", "manager", "administrator"].map((role) => ({ name: role, label: word("role", role), single: true, options: [{ value: "true", label: t("filter.yes") }] }));
  const close = () => show(null);
  const password = open?.kind === "password" && html`<${Dialog} title=${`${t("person.password")} · ${open.person.name}`} close=${close}>
    <${Form} fields=${[{ name: "password", label: t("person.new-password"), kind: "password", required: true, hint: t("person.password.hint") }]} draft=${null} label=${t("person.password")}
      send=${(values, key) => command("person", open.person.id, "password", values, undefined, key)} done=${() => { close(); notify(t("person.password.done", { name: open.person.name })); }} cancel=${close} /><//>`;
  const access = open?.kind === "access" && html`<${PersonAccess} person=${open.person} teams=${teams} close=${close} done=${(next) => { close(); open.rows.put(next); notify(t("thing.saved", { name: next.name })); }} />`;
  return html`<${ThingList} kind="person" title=${t("nav.people")} label=${t("person.new")} columns=${columns} fields=${fields} acts=${acts} filters=${roles}
    start=${({ name, signInName, mail }) => ({ name, signInName, mail })} extra=${html`${password}${access}`} empty=${{ icon: "people", title: t("people.empty") }} />`;
}
