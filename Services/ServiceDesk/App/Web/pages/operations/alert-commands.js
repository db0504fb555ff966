/** What people do with alerts: say that they have seen them, put them aside for a time, give them to somebody. */
import { choices } from "../../services/names.js";
import { duration } from "../../text/format.js";
import { t } from "../../text/text.js";

const minutes = [30, 60, 240, 1440, 10_080];
const shelved = (alert) => alert.mutes?.some(({ reason }) => reason === "shelf");
const all = ["firing", "cleared", "expired"];
const workers = ["agent", "administrator"];

/** @returns {import("../../ui/commands.js").Command[]} */
export const alertCommands = (people, teams) => [
  { name: "acknowledge", label: t("alert.acknowledge"), done: t("alert.acknowledge.done"), icon: "check", key: "a", roles: workers, states: ["firing"], primary: ["firing"],
    when: (alert) => !alert.acknowledged, body: () => ({}) },
  { name: "unacknowledge", label: t("alert.unacknowledge"), done: t("alert.unacknowledge.done"), icon: "refresh", roles: workers, states: all, when: (alert) => Boolean(alert.acknowledged) },
  { name: "shelve", label: t("alert.shelve"), done: t("alert.shelve.done"), icon: "mute", roles: workers, states: all, when: (alert) => !shelved(alert), says: t("alert.shelve.says"),
    fields: [{ name: "for", label: t("alert.shelve.for"), kind: "choice", required: true, options: minutes.map((value) => ({ value, label: duration(value * 60) })) },
      { name: "reason", label: t("form.reason"), required: true, longest: 500 }],
    body: (values) => ({ until: new Date(Date.now() + values.for * 60_000).toISOString(), reason: values.reason }) },
  { name: "unshelve", label: t("alert.unshelve"), done: t("alert.unshelve.done"), icon: "alerts", roles: workers, states: all, when: shelved },
  { name: "assign", label: t("alert.assign"), done: t("alert.assign.done"), icon: "person", roles: workers, states: all,
    fields: [{ name: "team", label: t("record.team"), kind: "choice", options: choices(teams) }, { name: "person", label: t("record.assignee"), kind: "choice", options: choices(people.filter((person) => person.roles?.includes("agent"))) }],
    start: (alert) => ({ team: alert.team?.id, person: alert.person?.id }) },
  { name: "comment", label: t("alert.comment"), done: t("alert.comment.done"), icon: "note", key: "i", roles: workers, states: all,
    fields: [{ name: "text", label: t("alert.comment"), kind: "area", required: true, longest: 4000 }] },
];

/** Those that make sense for many alerts at once. */
export const manyAlertsAtOnce = ["acknowledge", "shelve", "assign", "unacknowledge"];
