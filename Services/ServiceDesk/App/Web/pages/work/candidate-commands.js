/** What can be decided about a candidate: make it a problem, or say that it is none. */
import { t } from "../../text/text.js";

export const candidateCommands = () => [
  { name: "accept", label: t("candidate.accept"), done: t("candidate.accept.done"), icon: "check-circle", key: "y", states: ["raised"], primary: ["raised"], says: t("candidate.accept.says"),
    fields: [
      { name: "summary", label: t("record.summary"), longest: 200, hint: t("candidate.summary.hint") },
      { name: "problem", label: t("candidate.join"), longest: 40, hint: t("candidate.join.hint") },
    ] },
  { name: "dismiss", label: t("candidate.dismiss"), done: t("candidate.dismiss.done"), icon: "stop", key: "x", states: ["raised"],
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000, hint: t("candidate.dismiss.hint") }] },
];
