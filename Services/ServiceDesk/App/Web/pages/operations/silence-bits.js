/** How a silence stands, and when it mutes, in words. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { dateTime, list, span, weekday } from "../../text/format.js";
import { t } from "../../text/text.js";

/** `active`, `waiting`, `over` or `ended`. */
export function standingOf(silence) {
  if (silence.state === "ended") return "ended";
  if (silence.active) return "active";
  return silence.nextTurn ? "waiting" : "over";
}

const looks = { active: ["maintenance", "mute"], waiting: ["info", "clock"], over: ["quiet", "check"], ended: ["quiet", "stop"] };

export function Standing({ silence, bare }) {
  const standing = standingOf(silence);
  const [tone, icon] = looks[standing];
  return html`<${Badge} tone=${tone} icon=${icon} bare=${bare}>${t(`silence.standing.${standing}`)}<//>`;
}

/** Monday is 1; runs of three days and more are said as one. */
function daysText(days) {
  const name = (day) => weekday(new Date(2024, 0, day, 12));
  if (days.length === 7) return t("silence.every-day");
  const run = days.length > 2 && days.every((day, index) => index === 0 || day === days[index - 1] + 1);
  return run ? `${name(days[0])}–${name(days.at(-1))}` : list(days.map(name));
}

/** When it mutes. */
export function timesText({ weekly, start, end }) {
  if (!weekly) return end ? span(start, end) : dateTime(start);
  return t("silence.weekly-at", { days: daysText(weekly.days), from: weekly.from, to: weekly.to, zone: weekly.zone.replaceAll("_", " ") });
}
