/** Until when whoever is on call now stays so, and who comes then. */
import { html } from "../../../ui/preact.js";
import { useNextShifts } from "../../../services/on-call.js";
import { dateTime, list } from "../../../text/format.js";
import { t } from "../../../text/text.js";

const those = ({ people }) => people.map(({ id }) => id).sort().join();

/** @param {{schedule: string, people: object[]}} props `people`: who is on call now; quiet while they stay for weeks */
export function HandOver({ schedule, people }) {
  const shifts = useNextShifts(schedule, people);
  const now = Date.now();
  const present = shifts.find(({ from, until }) => new Date(from) <= now && now < new Date(until));
  const next = present && shifts.find((shift) => new Date(shift.from) >= new Date(present.until) && those(shift) !== those(present));
  if (!next) return null;
  const who = next.people.length === 0 ? t("on-call.nobody") : list(next.people.map(({ name }) => name ?? t("common.someone")));
  return html`<span class="muted">${t("on-call.hand-over", { time: dateTime(next.from), who })}</span>`;
}
