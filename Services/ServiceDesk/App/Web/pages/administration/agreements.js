/** Agreements: with whom, for how long, and when they are looked at again. */
import { html } from "../../ui/preact.js";
import { Badge, State } from "../../ui/badge.js";
import { AvailabilityTargets } from "./availability-targets.js";
import { ThingList } from "./thing-list.js";
import { findPeople } from "../../services/people.js";
import { choices, useAll, useNames } from "../../services/names.js";
import { calendarDay, isoDay } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const kinds = ["customer", "team", "supplier"];
const soon = () => isoDay(Date.now() + 31 * 86_400_000);
const isDue = ({ state, reviewAt }) => state === "active" && reviewAt && reviewAt < soon();

const Review = ({ one }) => (one.reviewAt ? html`<span class="row">${calendarDay(one.reviewAt)}${isDue(one) && html`<${Badge} tone="warning" icon="clock">${t("agreements.review-due")}<//>`}</span>` : html`<span class="muted">–</span>`);

export default function Agreements() {
  const [organisations, teams] = [useAll("organisation"), useAll("team")];
  const names = useNames();
  const named = (things, id) => things.find((thing) => thing.id === id)?.name;
  const party = (one) => named(organisations, one.organisation) ?? named(teams, one.team) ?? one.supplier ?? t("service.everyone");
  const columns = [
    { name: "name", label: t("person.name"), cell: (one) => html`<span class="strong">${one.name}</span>` },
    { name: "kind", label: t("agreements.kind"), hide: "narrow", cell: (one) => word("agreement-kind", one.kind) },
    { name: "party", label: t("agreements.party"), hide: "narrow", cell: (one) => html`<span class="one-line">${party(one)}</span>` },
    { name: "until", label: t("agreements.until"), hide: "medium", cell: (one) => (one.until ? calendarDay(one.until) : html`<span class="muted">–</span>`) },
    { name: "review", label: t("agreements.review"), hide: "medium", cell: (one) => html`<${Review} one=${one} />` },
    { name: "state", label: t("record.state"), hide: "narrow", cell: (one) => html`<${State} value=${one.state} bare />` },
  ];
  const parties = [
    { name: "kind", label: t("agreements.kind"), kind: "choice", required: true, options: kinds.map((value) => ({ value, label: word("agreement-kind", value) })) },
    { name: "organisation", label: t("agreement-kind.customer"), kind: "choice", options: choices(organisations), hint: t("agreements.party.hint") },
    { name: "team", label: t("agreement-kind.team"), kind: "choice", options: choices(teams) }, { name: "supplier", label: t("agreement-kind.supplier"), longest: 200 },
  ];
  const fields = (thing) => [
    { name: "name", label: t("person.name"), required: true, longest: 200 }, ...(thing ? [] : parties),
    { name: "from", label: t("agreements.from"), kind: "date" }, { name: "until", label: t("agreements.until"), kind: "date", hint: t("agreements.until.hint") },
    { name: "reviewAt", label: t("agreements.review"), kind: "date", hint: t("agreements.review.hint") },
    { name: "owner", label: t("agreements.owner"), kind: "pick", find: findPeople, known: names.get(thing?.owner?.toLowerCase()), hint: t("agreements.owner.hint") },
    { name: "availability", kind: "own", control: ({ value, change }) => html`<${AvailabilityTargets} value=${value ?? []} change=${change} />` },
    { name: "document", label: t("agreements.document"), longest: 1000 }, { name: "description", label: t("service.description"), kind: "area", longest: 20000 },
  ];
  const start = ({ name, from, until, reviewAt, owner, availability, document, description }) => ({ name, from, until, reviewAt, owner, availability, document, description });
  const body = (values) => ({ ...values, availability: values.availability ?? [] });
  const filters = [
    { name: "kind", label: t("agreements.kind"), options: kinds.map((value) => ({ value, label: word("agreement-kind", value) })) },
    { name: "reviewBefore", label: t("agreements.review-due"), options: [{ value: `${soon()}T00:00:00Z`, label: t("agreements.review-due") }] },
  ];
  return html`<${ThingList} kind="agreement" title=${t("nav.agreements")} about=${t("agreements.about")} label=${t("agreements.new")} columns=${columns} fields=${fields} start=${start} body=${body} wide filters=${filters} empty=${{ icon: "file", title: t("agreements.empty") }} />`;
}
