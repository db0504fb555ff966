/** Teams. */
import { html } from "../../ui/preact.js";
import { State } from "../../ui/badge.js";
import { ThingList } from "./thing-list.js";
import { useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

export default function Teams() {
  const people = useAll("person");
  const members = (team) => people.filter((person) => person.teams?.includes(team.id)).length;
  const columns = [
    { name: "title", label: t("person.name"), grow: true, cell: (team) => html`<span class="one-line title">${team.name}</span>` },
    { name: "about", label: t("service.description"), hide: "narrow", cell: (team) => html`<span class="one-line muted">${team.description ?? ""}</span>` },
    { name: "count", label: t("nav.people"), says: true, cell: (team) => html`<span class="figures">${members(team)}</span>` },
    { name: "state", label: t("record.state"), cell: (team) => html`<${State} value=${team.state} bare />` },
  ];
  const fields = () => [{ name: "name", label: t("person.name"), required: true, longest: 200 }, { name: "description", label: t("service.description"), kind: "area", longest: 2000 }];
  return html`<${ThingList} kind="team" title=${t("nav.teams")} label=${t("team.new")} columns=${columns} fields=${fields} start=${({ name, description }) => ({ name, description })} empty=${{ icon: "team", title: t("teams.empty") }} />`;
}
