/** What can be done with an incident; the states are those of the service's own table. */
import { html } from "../../ui/preact.js";
import { Suggested } from "./suggested.js";
import { choices } from "../../services/names.js";
import { me } from "../../shell/session.js";
import { t, word } from "../../text/text.js";

const open = ["new", "assigned", "in_progress", "on_hold"];
const options = (set, values) => values.map((value) => ({ value, label: word(set, value) }));

/** Articles that fit what is being resolved; one that is used is named in the notes. */
const helped = (record, values, set) => record.id && html`<${Suggested} about=${{ kind: "incident", id: record.id }} text=${[record.summary, values.notes].filter(Boolean).join("\n")} service=${record.services?.[0]?.id}
  take=${(hit) => set({ notes: [values.notes, `${hit.number}: ${hit.title}`].filter(Boolean).join("\n") })} />`;

/** @param {{id: string, name: string}[]} people @param {{id: string, name: string}[]} teams */
export const incidentCommands = (people, teams) => [
  { name: "start-work", label: t("incident.start-work"), done: t("incident.start-work.done"), icon: "play", key: "w", states: ["new", "assigned"], primary: ["new", "assigned"] },
  { name: "resume", label: t("incident.resume"), done: t("incident.resume.done"), icon: "play", key: "w", states: ["on_hold"], primary: ["on_hold"] },
  { name: "resolve", label: t("incident.resolve"), done: t("incident.resolve.done"), icon: "check-circle", key: "s", states: open, primary: ["in_progress"], below: helped,
    fields: [
      { name: "code", label: t("incident.code"), kind: "choice", required: true, options: options("code", ["fixed", "workaround", "monitoring_cleared", "not_reproducible", "by_caller", "duplicate"]) },
      { name: "notes", label: t("incident.resolution"), kind: "area", required: true, longest: 4000, hint: t("incident.resolution.hint") },
    ] },
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
      { name: "until", label: t("incident.hold.until"), kind: "time" },
    ] },
  { name: "override-priority", label: t("incident.priority"), done: t("incident.priority.done"), icon: "priority-2", key: "p", states: open,
    start: (record) => ({ priority: record.priority }),
    fields: [
      { name: "priority", label: t("record.priority"), kind: "choice", hint: t("incident.priority.hint"), options: [1, 2, 3, 4, 5].map((value) => ({ value, label: t(`priority.${value}`) })) },
      { name: "reason", label: t("form.reason"), kind: "area", longest: 4000 },
    ] },
  { name: "close", label: t("incident.close"), done: t("incident.close.done"), icon: "check", states: ["resolved"], primary: ["resolved"] },
  { name: "reopen", label: t("incident.reopen"), done: t("incident.reopen.done"), icon: "refresh", states: ["resolved"],
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }] },
  { name: "cancel", label: t("incident.cancel"), done: t("incident.cancel.done"), icon: "stop", tone: "danger", states: open, says: t("incident.cancel.says"),
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }] },
];
