/** What can be done with a request: the service itself says which of these now. */
import { t, word } from "../../text/text.js";

const reason = (required = true) => ({ name: "reason", label: t("form.reason"), kind: "area", required, longest: 4000 });
const named = (name) => ({ label: t(`fulfil.${name}`), done: t(`fulfil.${name}.done`), states: null, when: (record) => record.can?.includes(name) });
const lanes = ["reactive", "relationship", "change", "proactive", "improvement"];

/** @param {{can?: string[], state: string}} record */
export const requestCommands = (record) => [
  { name: "begin", ...named("begin"), icon: "play", key: "w", primary: ["approved"] },
  { name: "resume", ...named("resume"), icon: "play", key: "w", primary: ["on_hold"] },
  { name: "fulfil", ...named("fulfil"), icon: "check-circle", key: "s", primary: ["in_fulfilment"], fields: [{ name: "note", label: t("fulfil.note"), kind: "area", longest: 4000 }] },
  { name: "confirm", ...named("confirm"), icon: "check", primary: ["fulfilled"] },
  { name: "hold", ...named("hold"), icon: "pause", key: "h", fields: [reason(), { name: "until", label: t("incident.hold.until"), kind: "time" }] },
  { name: "reopen", ...named("reopen"), icon: "refresh", fields: [reason()] },
  { name: "decline-cancellation", ...named("decline-cancellation"), icon: "close", fields: [reason()] },
  { name: "change-lane", ...named("change-lane"), icon: "change", start: () => ({ lane: record.lane }), fields: [{ name: "lane", label: t("fulfil.lane"), kind: "choice", required: true, options: lanes.map((value) => ({ value, label: word("lane", value) })) }, reason()] },
  { name: "cancel", ...named("cancel"), icon: "stop", tone: "danger", fields: [reason()] },
].map((command) => ({ ...command, states: [record.state] }));
