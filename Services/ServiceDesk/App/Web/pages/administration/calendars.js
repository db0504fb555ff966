/** Calendars: when services are supported. Every change makes another version; clocks that run keep theirs. */
import { html } from "../../ui/preact.js";
import { CalendarRules } from "./calendar-rules.js";
import { Notice } from "../../ui/form.js";
import { State } from "../../ui/badge.js";
import { ThingList } from "./thing-list.js";
import { t } from "../../text/text.js";

const columns = () => [
  { name: "name", label: t("person.name"), cell: (one) => html`<span class="strong">${one.name}</span>` },
  { name: "zone", label: t("account.zone"), hide: "narrow", cell: (one) => one.zone.replaceAll("_", " ") },
  { name: "holidays", label: t("calendar-rules.holidays"), hide: "medium", cell: (one) => html`<span class="figures">${one.holidays.length}</span>` },
  { name: "edition", label: t("definition.version"), hide: "narrow", cell: (one) => html`<span class="figures">${one.version}</span>` },
  { name: "state", label: t("record.state"), hide: "narrow", cell: (one) => html`<${State} value=${one.state} bare />` },
];

const fields = () => [
  { name: "name", label: t("person.name"), required: true, longest: 200 }, { name: "description", label: t("service.description"), kind: "area", longest: 4000 },
  { name: "rules", kind: "own", control: ({ value, change }) => html`<${CalendarRules} value=${value} change=${change} />` },
];

export default function Calendars() {
  const start = ({ name, description, zone, weeks, holidays, exceptions }) => ({ name, description, rules: { zone, weeks, holidays, exceptions } });
  const body = ({ rules, ...others }) => ({ ...others, ...rules });
  const below = (_, thing) => thing.id && html`<${Notice} tone="info" icon="info">${t("calendars.consequence", { version: thing.version, next: thing.version + 1 })}<//>`;
  return html`<${ThingList} kind="supportCalendar" title=${t("nav.calendars")} about=${t("calendars.about")} label=${t("calendars.new")} columns=${columns()} fields=${fields} start=${start} body=${body} below=${below} wide empty=${{ icon: "calendar", title: t("calendars.empty") }} />`;
}
