/** Business services: what the business runs on, and what an hour of each is worth. */
import { html } from "../../ui/preact.js";
import { State } from "../../ui/badge.js";
import { BusyTimes } from "./busy-times.js";
import { ThingList } from "./thing-list.js";
import { choices, useAll } from "../../services/names.js";
import { list, number } from "../../text/format.js";
import { t, word } from "../../text/text.js";

export default function Services() {
  const [people, teams, organisations] = [useAll("person"), useAll("team"), useAll("organisation")];
  const named = (things, id) => things.find((thing) => thing.id === id)?.name ?? "";
  const columns = [
    { name: "title", label: t("person.name"), grow: true, cell: (service) => html`<span class="one-line title"><a href=${`/operations/health/${service.id}`}>${service.name}</a></span>` },
    { name: "criticality", label: t("service.criticality"), cell: (service) => word("criticality", service.criticality) },
    { name: "value", label: t("service.value"), hide: "narrow", cell: (service) => html`<span class="figures">${number(service.valuePerHour)}</span>` },
    { name: "team", label: t("record.team"), hide: "medium", cell: (service) => html`<span class="one-line">${named(teams, service.team)}</span>` },
    { name: "owner", label: t("service.owner"), hide: "medium", cell: (service) => html`<span class="one-line">${named(people, service.owner)}</span>` },
    { name: "audience", label: t("service.audience"), hide: "medium", cell: (service) => html`<span class="one-line">${service.audience?.length > 0 ? list(service.audience.map((id) => named(organisations, id))) : t("service.everyone")}</span>` },
    { name: "state", label: t("record.state"), hide: "narrow", cell: (service) => html`<${State} value=${service.state} bare />` },
  ];
  const fields = () => [
    { name: "name", label: t("person.name"), required: true, longest: 200 },
    { name: "description", label: t("service.description"), kind: "area", longest: 2000 },
    { name: "criticality", label: t("service.criticality"), kind: "choice", required: true, options: [1, 2, 3, 4].map((value) => ({ value, label: word("criticality", value) })) },
    { name: "valuePerHour", label: t("service.value"), kind: "number", required: true, hint: t("service.value.hint") },
    { name: "team", label: t("record.team"), kind: "choice", options: choices(teams) },
    { name: "owner", label: t("service.owner"), kind: "choice", options: choices(people) },
    { name: "audience", label: t("service.audience"), kind: "many", options: choices(organisations), hint: t("service.audience.hint") },
    { name: "goals.availability", label: t("service.goal.availability"), kind: "number" },
    { name: "goals.restoreMinutes", label: t("service.goal.restore"), kind: "number" },
    { name: "goals.business", label: t("service.goal.business"), kind: "area", longest: 2000, hint: t("service.goal.business.hint") },
    { name: "busyTimes", kind: "own", control: ({ value, change }) => html`<${BusyTimes} times=${value ?? []} change=${change} />` },
  ];
  const start = ({ name, description, criticality, valuePerHour, team, owner, audience, goals, busyTimes }) => ({
    name, description, criticality, valuePerHour, team, owner, audience: audience ?? [], busyTimes,
    "goals.availability": goals?.availability, "goals.restoreMinutes": goals?.restoreMinutes, "goals.business": goals?.business?.join("\n"),
  });
  const body = ({ "goals.availability": availability, "goals.restoreMinutes": restoreMinutes, "goals.business": lines, ...others }) => {
    const business = (lines ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
    const goals = availability === null && restoreMinutes === null && business.length === 0 ? null : { availability, restoreMinutes, business };
    return { ...others, busyTimes: others.busyTimes ?? [], goals };
  };
  const sorts = [{ value: "name", label: t("sort.name") }, { value: "criticality", label: t("sort.criticality") }, { value: "-valuePerHour", label: t("sort.value") }];
  return html`<${ThingList} kind="service" title=${t("nav.services")} about=${t("services.about")} label=${t("service.new")} columns=${columns} fields=${fields} start=${start} body=${body} sorts=${sorts} empty=${{ icon: "service", title: t("services.empty") }} />`;
}
