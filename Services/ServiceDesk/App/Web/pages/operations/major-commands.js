/** What can be decided about a major incident; the states are those of the service's own table. */
import { cadences } from "./major-bits.js";
import { t } from "../../text/text.js";

const reason = () => [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }];
const plan = () => [
  { name: "cadence", label: t("major.cadence"), kind: "choice", required: true, options: cadences() },
  { name: "bridge", label: t("major.bridge"), longest: 300, hint: t("major.bridge.hint") },
];

/** @param {{value: string, label: string}[]} people @returns {import("../../ui/commands.js").Command[]} */
export const majorCommands = (people) => [
  { name: "accept", label: t("major.accept"), done: t("major.accept.done"), icon: "check-circle", key: "y", states: ["proposed"], primary: ["proposed"], says: t("major.accept.says"),
    fields: [
      { name: "commander", label: t("major.role.commander"), kind: "choice", options: people, none: t("major.on-call") },
      { name: "cadence", label: t("major.cadence"), kind: "choice", options: cadences(), none: t("major.by-priority") },
      { name: "bridge", label: t("major.bridge"), longest: 300, hint: t("major.bridge.hint") },
    ],
    body: ({ commander, cadence, bridge }) => ({ roles: commander ? [{ role: "commander", person: commander }] : [], cadence, bridge }) },
  { name: "reject", label: t("major.reject"), done: t("major.reject.done"), icon: "stop", key: "x", states: ["proposed"], fields: reason() },
  { name: "plan", label: t("major.plan"), done: t("major.plan.done"), icon: "clock", states: ["accepted"], start: ({ cadence, bridge }) => ({ cadence, bridge }), fields: plan() },
  { name: "close", label: t("major.close"), done: t("major.close.done"), icon: "check", states: ["reviewing"], primary: ["reviewing"], says: t("major.close.says"), fields: [], body: () => undefined },
  { name: "demote", label: t("major.demote"), done: t("major.demote.done"), icon: "down", tone: "danger", states: ["accepted", "restored"], says: t("major.demote.says"), fields: reason() },
];
