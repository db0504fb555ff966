/** Small parts of the major incident room. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Icon } from "../../ui/icon.js";
import { useSeconds } from "../../services/majors.js";
import { clock, duration, number } from "../../text/format.js";
import { t } from "../../text/text.js";

export const cadences = () => [15, 30, 60].map((value) => ({ value, label: t("major.minutes", { count: value }) }));
export const worth = (value) => number(Math.round(value));

/** Minutes and seconds, as clocks count down; hours in words. */
const left = (seconds) => (seconds < 3600 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : duration(seconds));

/** How long there is until then, counting down; afterwards how long it has been due. */
export function Countdown({ due }) {
  const rest = Math.round((new Date(due.at) - useSeconds()) / 1000);
  const tone = rest < 0 ? "critical" : rest < 180 ? "warning" : "ok";
  return html`<li class=${`countdown tone-${tone}`}><span class="small">${t(`major.audience.${due.audience}`)}</span>
    <span class="countdown-time figures" role="timer"><${Icon} name=${rest < 0 ? "alert" : "clock"} />${rest < 0 ? t("major.overdue", { time: left(-rest) }) : left(rest)}</span>
    <span class="small muted">${t("major.at", { time: clock(due.at) })}</span></li>`;
}

/** What was lost, counting on at the rate of now. */
export function Loss({ record, readAt }) {
  const now = useSeconds();
  const more = (record.lossPerHour * Math.max(0, now - readAt)) / 3_600_000;
  return html`<p class="figure-big figures">${worth(record.lostSoFar + more)}</p>
    <p class="small muted">${record.lossPerHour > 0 ? t("major.loss.hour", { value: worth(record.lossPerHour) }) : t("major.loss.none")}</p>`;
}

/** How long service has been away, or was. */
export function OutFor({ record }) {
  const now = useSeconds();
  const end = record.restoredAt ? new Date(record.restoredAt) : now;
  return html`<p class="figure-big figures">${duration((end - new Date(record.brokenSince)) / 1000)}</p>
    <p class="small muted">${t("major.identified", { time: duration(record.timeToIdentify) })}</p>`;
}

export const Progress = ({ value }) => {
  const [tone, icon] = { investigating: ["warning", "search"], identified: ["accent", "eye"], monitoring: ["info", "health"], resolved: ["ok", "check-circle"] }[value] ?? ["quiet", "dot"];
  return html`<${Badge} tone=${tone} icon=${icon}>${t(`major.progress.${value}`)}<//>`;
};
