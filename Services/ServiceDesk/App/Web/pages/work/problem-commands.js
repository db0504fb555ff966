/** What can be done with a problem. */
import { choices } from "../../services/names.js";
import { me } from "../../shell/session.js";
import { t, word } from "../../text/text.js";

const open = ["new", "assess", "root_cause_analysis", "fix_in_progress", "resolved", "risk_accepted"];
const area = (name, label, required = true) => ({ name, label, kind: "area", required, longest: 4000 });
const named = (name) => ({ label: t(`problem.${name}`), done: t(`problem.${name}.done`) });

export const problemCommands = (people, teams) => [
  { name: "assess", ...named("assess"), icon: "eye", states: ["new"], primary: ["new"] },
  { name: "analyse", ...named("analyse"), icon: "search", states: ["assess"], primary: ["assess"], body: () => ({}) },
  { name: "analyse", ...named("analyse-again"), icon: "refresh", states: ["fix_in_progress", "resolved", "risk_accepted"], fields: [area("reason", t("form.reason"))] },
  { name: "confirm-cause", ...named("confirm-cause"), icon: "search", states: ["root_cause_analysis", "fix_in_progress"],
    start: (record) => ({ text: record.cause?.text, confidence: record.cause?.confidence }),
    fields: [area("text", t("problem.cause")), { name: "confidence", label: t("problem.confidence"), kind: "choice", required: true, options: ["suspected", "confirmed"].map((value) => ({ value, label: word("confidence", value) })) }] },
  { name: "plan-fix", ...named("plan-fix"), icon: "tool", states: ["root_cause_analysis", "fix_in_progress"], primary: ["root_cause_analysis"],
    start: (record) => ({ plan: record.fix?.plan, change: record.fix?.change }),
    fields: [area("plan", t("problem.plan")), { name: "change", label: t("kind.change"), hint: t("problem.change.hint"), longest: 40 }] },
  { name: "resolve", ...named("resolve"), icon: "check-circle", states: ["fix_in_progress"], primary: ["fix_in_progress"], fields: [area("solution", t("problem.solution"))] },
  { name: "close", ...named("close"), icon: "check", states: ["resolved", "risk_accepted"], primary: ["resolved"], fields: [area("verification", t("problem.verification"))] },
  { name: "assign", ...named("assign"), icon: "person", key: "a", states: open,
    start: (record) => ({ team: record.team?.id, person: record.assignee?.id ?? me().id }),
    fields: [{ name: "team", label: t("record.team"), kind: "choice", options: choices(teams) }, { name: "person", label: t("record.person"), kind: "choice", options: choices(people) }] },
  { name: "prioritise", ...named("prioritise"), icon: "priority-2", key: "p", states: open, start: (record) => ({ priority: record.priority }),
    fields: [{ name: "priority", label: t("record.priority"), kind: "choice", required: true, options: [1, 2, 3, 4, 5].map((value) => ({ value, label: t(`priority.${value}`) })) }, area("reason", t("form.reason"), false)] },
  { name: "link-incident", ...named("link"), icon: "link", states: open, fields: [{ name: "incident", label: t("kind.incident"), required: true, hint: t("problem.link.hint"), longest: 40 }] },
  { name: "accept-risk", ...named("accept-risk"), icon: "eye", roles: ["manager", "administrator"], states: ["assess", "root_cause_analysis", "fix_in_progress"],
    fields: [area("reason", t("form.reason")), { name: "reviewAt", label: t("problem.review"), kind: "time", required: true }] },
  { name: "cancel", ...named("cancel"), icon: "stop", tone: "danger", states: ["new", "assess", "root_cause_analysis", "fix_in_progress"], fields: [area("reason", t("form.reason"))] },
];
