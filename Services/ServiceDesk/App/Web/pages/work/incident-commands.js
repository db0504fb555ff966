/** What can be done with an incident; the states are those of the service's own table. */
import { html } from "../../ui/preact.js";
import { Suggested } from "./suggested.js";
import { findItems } from "../../services/items.js";
import { choices } from "../../services/names.js";
import { findPeople } from "../../services/people.js";
import { suggest } from "../../services/teamwork.js";
import { me } from "../../shell/session.js";
import { t, word } from "../../text/text.js";

const open = ["new", "assigned", "in_progress", "on_hold"];
const options = (set, values) => values.map((value) => ({ value, label: word(set, value) }));

/** Articles that fit what is being resolved; one that is used is named in the notes. */
const helped = (record, values, set) => record.id && html`<${Suggested} about=${{ kind: "incident", id: record.id }} text=${[record.summary, values.notes].filter(Boolean).join("\n")} service=${record.services?.[0]?.id}
  take=${(hit) => set({ notes: [values.notes, `${hit.number}: ${hit.title}`].filter(Boolean).join("\n") })} />`;

const categoryField = (categories) => ({ name: "category", label: t("class.category"), kind: "choice", options: categories.map((value) => ({ value, label: value })) });


/** Open incidents by words or number, never the one itself. */
const openOnes = (record) => async (words, signal) => {
  const { items } = await suggest(words, signal);
  return items.filter(({ kind, id, open: isOpen }) => kind === "incident" && isOpen && id.toLowerCase() !== record.id.toLowerCase())
    .map((hit) => ({ id: hit.id, name: `${hit.number} ${hit.title}`, about: word("state", hit.state) }));
};

/** Changes that have not ended, by words or number. */
const openChanges = async (words, signal) => {
  const { items } = await suggest(words, signal);
  return items.filter(({ kind, open: isOpen }) => kind === "change" && isOpen)
    .map((hit) => ({ id: hit.id, name: `${hit.number} ${hit.title}`, about: word("state", hit.state) }));
};

/** @param {{id: string, name: string}[]} people @param {{id: string, name: string}[]} teams */
export const incidentCommands = (people, teams, categories = []) => [
  { name: "start-work", label: t("incident.start-work"), done: t("incident.start-work.done"), icon: "play", key: "w", states: ["new", "assigned"], primary: ["new", "assigned"] },
  { name: "resume", label: t("incident.resume"), done: t("incident.resume.done"), icon: "play", key: "w", states: ["on_hold"], primary: ["on_hold"] },
  { name: "resolve", label: t("incident.resolve"), done: t("incident.resolve.done"), icon: "check-circle", key: "s", states: open, primary: ["in_progress"], below: helped,
    fields: [
      { name: "code", label: t("incident.code"), kind: "choice", required: true, options: options("code", ["fixed", "workaround", "monitoring_cleared", "not_reproducible", "by_caller", "duplicate"]) },
      { name: "notes", label: t("incident.resolution"), kind: "area", required: true, longest: 4000, hint: t("incident.resolution.hint") },
      ...(categories.length > 0 ? [{ ...categoryField(categories), hint: t("class.closing.hint") }] : []),
    ], start: (record) => ({ category: record.category }) },
  { name: "assign", label: t("incident.assign"), done: t("incident.assign.done"), icon: "person", key: "a", states: open,
    start: (record) => ({ team: record.team?.id, person: record.assignee?.id ?? me().id }),
    fields: [
      { name: "team", label: t("record.team"), kind: "choice", options: choices(teams) },
      { name: "person", label: t("record.person"), kind: "choice", options: choices(people.filter((person) => person.roles?.includes("agent"))) },
    ] },
  { name: "notes", label: t("incident.note"), done: t("incident.note.done"), icon: "note", key: "i", states: [...open, "resolved", "closed"],
    fields: [{ name: "text", label: t("incident.note.text"), kind: "area", required: true, longest: 4000, hint: t("incident.note.hint") }] },
  { name: "hold", label: t("incident.hold"), done: t("incident.hold.done"), icon: "pause", key: "h", states: ["assigned", "in_progress"],
    fields: [
      { name: "reason", label: t("incident.hold.reason"), kind: "choice", required: true, options: options("hold", ["caller", "change", "problem", "supplier", "scheduled"]) },
      { name: "note", label: t("incident.hold.note"), kind: "area", longest: 4000, hint: t("incident.hold.hint") },
      { name: "change", label: t("incident.hold.change"), kind: "pick", find: openChanges, hint: t("incident.hold.change.hint") },
      { name: "until", label: t("incident.hold.until"), kind: "time" },
    ] },
  { name: "override-priority", label: t("incident.priority"), done: t("incident.priority.done"), icon: "priority-2", key: "p", states: open,
    start: (record) => ({ priority: record.priority }),
    fields: [
      { name: "priority", label: t("record.priority"), kind: "choice", hint: t("incident.priority.hint"), options: [1, 2, 3, 4, 5].map((value) => ({ value, label: t(`priority.${value}`) })) },
      { name: "reason", label: t("form.reason"), kind: "area", longest: 4000 },
    ] },
  { name: "escalate", label: t("escalation.do"), done: t("escalation.done"), icon: "up", key: "e", states: ["new", "assigned", "in_progress"], says: t("escalation.says"),
    body: ({ team, person, tell, reason }) => ({ team, inform: person ? [person] : [], tell, reason }),
    fields: [
      { name: "team", label: t("escalation.team"), kind: "choice", options: choices(teams) },
      { name: "person", label: t("escalation.inform"), kind: "pick", find: findPeople },
      { name: "tell", label: t("escalation.tell"), kind: "choice", options: options("escalation.telling", ["call", "notice"]), hint: t("escalation.tell.hint") },
      { name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 1000 },
    ] },
  ...(categories.length > 0 ? [{ name: "categorise", label: t("class.do"), done: t("class.done"), icon: "list", states: [...open, "resolved"], start: (record) => ({ category: record.category }), fields: [{ ...categoryField(categories), required: true }] }] : []),
  { name: "flag", label: t("flag.do"), done: t("flag.done"), icon: "shield", states: open, says: t("flag.says"), start: (record) => ({ flag: record.flag }),
    fields: [{ name: "flag", label: t("flag.name"), kind: "choice", none: t("flag.none"), options: ["security", "safety"].map((value) => ({ value, label: t(`major.flag.${value}`) })) }] },
  { name: "items", label: t("class.item.add"), done: t("class.item.done"), icon: "box", states: open,
    fields: [
      { name: "item", label: t("record.item"), kind: "pick", required: true, find: findItems },
      { name: "role", label: t("class.item.role"), kind: "choice", required: true, options: options("item-role", ["affected", "cause"]) },
    ] },
  { name: "join", label: t("family.join"), done: t("family.join.done"), icon: "link", states: [...open, "resolved"], when: (record) => !record.parent, says: t("family.join.says"),
    fields: (record) => [{ name: "parent", label: t("family.parent"), kind: "pick", required: true, find: openOnes(record) }] },
  { name: "leave", label: t("family.leave"), done: t("family.leave.done"), icon: "minus", states: [...open, "resolved"], when: (record) => Boolean(record.parent),
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 1000 }] },
  { name: "close", label: t("incident.close"), done: t("incident.close.done"), icon: "check", states: ["resolved"], primary: ["resolved"] },
  { name: "reopen", label: t("incident.reopen"), done: t("incident.reopen.done"), icon: "refresh", states: ["resolved"],
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }] },
  { name: "cancel", label: t("incident.cancel"), done: t("incident.cancel.done"), icon: "stop", tone: "danger", states: open, says: t("incident.cancel.says"),
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }] },
];
