/** What can be done with a change. */
import { localInput } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const named = (name) => ({ label: t(`change.${name}`), done: t(`change.${name}.done`) });
const outcomes = ["successful", "successful_with_issues", "partially_successful", "rolled_back", "failed", "not_implemented"];

export const changeCommands = () => [
  { name: "schedule", ...named("schedule"), icon: "clock", key: "s", states: ["draft"], primary: ["draft"] },
  { name: "implement", ...named("implement"), icon: "play", key: "w", states: ["scheduled"], primary: ["scheduled"], fields: [], says: t("change.implement.says") },
  { name: "close", ...named("close"), icon: "check", key: "c", states: ["implementing"], primary: ["implementing"],
    fields: [
      { name: "outcome", label: t("change.outcome"), kind: "choice", required: true, options: outcomes.map((value) => ({ value, label: word("code", value) })) },
      { name: "notes", label: t("change.notes"), kind: "area", longest: 4000, hint: t("change.notes.hint") },
    ] },
  { name: "extend", ...named("extend"), icon: "clock", states: ["implementing"], start: (record) => ({ to: localInput(record.extendedTo ?? record.window?.end ?? Date.now()) }),
    fields: [{ name: "to", label: t("change.extend.to"), kind: "time", required: true }] },
  { name: "cancel", ...named("cancel"), icon: "stop", tone: "danger", states: ["draft", "scheduled"], says: t("change.cancel.says"),
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }] },
];
