/** What a rule does, in words. */
import { duration } from "../../text/format.js";
import { t } from "../../text/text.js";

/** @param {object} effects @param {{id: string, name: string}[]} teams @returns {string[]} */
export function effectTexts(effects, teams) {
  const team = effects.team && (teams.find(({ id }) => id.toLowerCase() === effects.team.toLowerCase())?.name ?? t("common.unnamed"));
  return [
    effects.drops && t("rule.does.drops"),
    effects.severity && t("rule.does.severity", { severity: t(`severity.${effects.severity}`) }),
    effects.summary && t("rule.does.summary", { summary: effects.summary }),
    team && t("rule.does.team", { team }),
    effects.hold && t("rule.does.hold", { time: duration(effects.hold) }),
    ...Object.entries(effects.labels ?? {}).map(([name, value]) => (value === "" ? t("rule.does.unlabel", { name }) : t("rule.does.label", { name, value }))),
    effects.enrichment && t("rule.does.enrichment", { count: effects.enrichment.rows.length, keys: effects.enrichment.keys.join(", ") }),
    effects.adjustment && t("rule.does.adjustment", { name: effects.adjustment }),
    effects.opensAtOnce && t("rule.does.opens-at-once"),
    effects.stops && t("rule.does.stops"),
  ].filter(Boolean);
}
