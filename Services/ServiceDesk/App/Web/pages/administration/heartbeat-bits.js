/** How a heartbeat stands and when it is expected, in words; and the form for it. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { duration } from "../../text/format.js";
import { t } from "../../text/text.js";
import { zones } from "./zones.js";

const looks = { new: ["info", "ring-dashed"], up: ["ok", "check-circle"], late: ["warning", "clock"], running: ["accent", "half"], down: ["critical", "octagon"], paused: ["quiet", "pause"] };
export const standings = Object.keys(looks);

export function HeartbeatStanding({ heartbeat, bare }) {
  const [tone, icon] = looks[heartbeat.standing] ?? ["unknown", "question"];
  return html`<${Badge} tone=${tone} icon=${icon} bare=${bare}>${t(`heartbeat.standing.${heartbeat.standing}`)}<//>`;
}

/** A cron line that means once a day is said as a time of day. */
export function expectation(plan) {
  const zone = plan.timeZone ?? "UTC";
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(plan.cron ?? "") ?? [];
  if (hour) return t("heartbeat.daily", { time: [hour, minute].map((part) => part.padStart(2, "0")).join(":"), zone });
  return plan.cron ? t("heartbeat.by-cron", { cron: plan.cron, zone }) : t("heartbeat.every", { time: duration(plan.period) });
}

/** Where jobs report. */
export const pingAddress = (heartbeat) => `${location.origin}/ping/${heartbeat.ping.toLowerCase()}`;

const severities = ["critical", "major", "minor", "warning", "info"];

/** @param {{id: string, name: string}[]} [integrations] those to choose from, for a new one */
export const planFields = (integrations) => [
  ...(integrations ? [{ name: "integration", label: t("heartbeat.integration"), kind: "choice", required: true, options: integrations.map(({ id, name }) => ({ value: id, label: name })), hint: t("heartbeat.integration.hint") }] : []),
  { name: "name", label: t("heartbeat.name"), required: true, longest: 100 },
  { name: "slug", label: t("heartbeat.slug"), required: true, longest: 100, hint: t("heartbeat.slug.hint") },
  { name: "period", label: t("heartbeat.period"), kind: "number", hint: t("heartbeat.period.hint") },
  { name: "cron", label: t("heartbeat.cron"), longest: 100, hint: t("heartbeat.cron.hint") },
  { name: "timeZone", label: t("account.zone"), kind: "choice", options: zones() },
  { name: "grace", label: t("heartbeat.grace"), kind: "number", required: true, hint: t("heartbeat.grace.hint") },
  { name: "severity", label: t("alert.severity"), kind: "choice", options: severities.map((value) => ({ value, label: t(`severity.${value}`) })) },
  { name: "item", label: t("record.item"), longest: 200 },
  { name: "service", label: t("record.service"), longest: 200 },
];

/** Minutes where people type, seconds where machines read. */
export const startOf = (plan) => (plan ? { ...plan, period: plan.period ? plan.period / 60 : null, grace: plan.grace / 60 } : { period: 1440, grace: 60 });
export const planOf = ({ integration: _, ...values }) => {
  const plan = { ...values, period: values.period ? Math.round(Number(values.period) * 60) : null, grace: Math.round(Number(values.grace) * 60) };
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== null && value !== ""));
};
