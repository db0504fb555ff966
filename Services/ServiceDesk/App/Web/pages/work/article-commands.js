/** What can be done with an article. */
import { t, word } from "../../text/text.js";

const named = (name) => ({ label: t(`article.${name}`), done: t(`article.${name}.done`) });
const comment = (required) => ({ name: "comment", label: t("article.comment"), kind: "area", required, longest: 2000 });
const live = ["published", "flagged", "outdated"];

export const articleCommands = () => [
  { name: "publish", ...named("publish"), icon: "check-circle", key: "y", states: ["draft"], primary: ["draft"], fields: [], says: t("article.publish.says") },
  { name: "review", ...named("review"), icon: "check", states: live, primary: ["flagged", "outdated"], fields: [{ name: "reviewAt", label: t("article.next-review"), kind: "time" }] },
  { name: "assess", ...named("assess"), icon: "approval", states: ["draft", ...live], start: (record) => ({ confidence: record.confidence }),
    fields: [{ name: "confidence", label: t("article.confidence"), kind: "choice", required: true, options: ["work_in_progress", "not_validated", "validated"].map((value) => ({ value, label: word("confidence", value) })) }] },
  { name: "flag", ...named("flag"), icon: "alert", states: ["published"], fields: [comment(true)] },
  { name: "outdate", ...named("outdate"), icon: "clock", states: ["published", "flagged"], fields: [comment(false)], says: t("article.outdate.says") },
  { name: "restore", ...named("unarchive"), icon: "refresh", states: ["archived"], primary: ["archived"] },
  { name: "archive", ...named("archive"), icon: "stop", tone: "danger", states: ["draft", ...live], fields: [], says: t("article.archive.says") },
];
