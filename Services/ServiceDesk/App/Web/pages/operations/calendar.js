/** The change calendar: windows to scale, by week or by month, and what gets in each other's way. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Numbered } from "../../ui/bits.js";
import { Page } from "../../ui/page.js";
import { Segments } from "../../ui/segments.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { conflictsOf, daysOn, daysShown, midnight, planned } from "./calendar-model.js";
import { Agenda } from "./calendar-agenda.js";
import { Month } from "./calendar-month.js";
import { Week } from "./calendar-week.js";
import { useNarrow } from "../../ui/narrow.js";
import { all } from "../../services/records.js";
import { useKeys } from "../../shell/shortcuts.js";
import { useLive } from "../../shell/live.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { isoDay, list, monthName, span } from "../../text/format.js";
import { t } from "../../text/text.js";

/** Long windows that began before what is shown still belong to it. */
const before = 31;

async function between(start, end) {
  const found = await all("change", { state: "draft,scheduled,implementing,closed", startFrom: daysOn(start, -before).toISOString(), startUntil: end.toISOString(), sort: "start" });
  return found.filter((change) => change.window).map(planned).filter((change) => change.to > start && change.from < end);
}

const Conflicts = ({ conflicts }) => conflicts.length > 0 && html`<section class="card flush conflicts"><h2 class="card-head"><${Icon} name="alert" />${t("calendar.conflicts")} <span class="count">${conflicts.length}</span></h2>
  <ul class="lines">${conflicts.map(({ left, right, from, to, shared }) => html`<li class="wraps"><span class="row"><${Numbered} number=${left.number} /><${Icon} name="link" /><${Numbered} number=${right.number} /></span>
    <span class="figures">${span(from, to)}</span><span class="muted breaks">${t("calendar.shared", { what: list(shared) })}</span></li>`)}</ul></section>`;

export default function Calendar() {
  const { query } = useAddress();
  const narrow = useNarrow(760);
  const view = query.get("view") === "week" ? "week" : "month";
  const asked = new Date(`${query.get("day")}T12:00:00`);
  const around = Number.isNaN(asked.getTime()) ? new Date() : asked;
  const days = daysShown(view, around);
  const [start, end] = [days[0], daysOn(days[days.length - 1], 1)];
  const { data, error, again } = useLoad(() => between(start, end), [start.getTime(), end.getTime()]);
  const renew = useSettled(again, 500);
  useLive(["change", "maintenance-window"], renew);
  const go = (date) => setQuery({ day: date && isoDay(date) });
  const step = (turn) => () => go(view === "week" ? daysOn(around, 7 * turn) : new Date(around.getFullYear(), around.getMonth() + turn, 1));
  const see = (value) => setQuery({ view: value === "month" ? null : value });
  useKeys({
    ",": { label: t("calendar.back"), run: step(-1) }, ".": { label: t("calendar.forward"), run: step(1) }, t: { label: t("calendar.today"), run: () => go(null) },
    w: { label: t("calendar.week"), run: () => see("week") }, m: { label: t("calendar.month"), run: () => see("month") },
  });
  const conflicts = conflictsOf(data ?? []);
  const rivals = new Map();
  for (const { left, right } of conflicts) {
    rivals.set(left.id, [...(rivals.get(left.id) ?? []), right.number]);
    rivals.set(right.id, [...(rivals.get(right.id) ?? []), left.number]);
  }
  const title = view === "week" ? span(midnight(start), daysOn(end, -1), { dates: true }) : monthName(around);
  const views = ["week", "month"].map((value) => ({ value, label: t(`calendar.${value}`) }));
  const shown = { days, changes: data ?? [], rivals, conflicts, around, go };
  return html`<${Page} title=${t("nav.calendar")} about=${data ? t("calendar.count", { count: data.length }) : ""}
    actions=${html`<${Button} href="/operations/windows" icon="window">${t("nav.windows")}<//><${Button} look="primary" icon="plus" href="/work/changes/new">${t("change.new")}<//>`}>
    <div class="calendar-bar row wraps"><${Button} small icon="left" label=${t("calendar.back")} onClick=${step(-1)} /><${Button} small icon="right" label=${t("calendar.forward")} onClick=${step(1)} />
      <${Button} small onClick=${() => go(null)}>${t("calendar.today")}<//><h2 class="calendar-title" aria-live="polite">${title}</h2><span class="spring" /><${Segments} label=${t("calendar.view")} options=${views} value=${view} change=${see} /></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${12} /></div>`
      : narrow ? (data.length === 0 ? html`<${Empty} icon="change-calendar" title=${t("calendar.empty")}>${t("calendar.empty.text")}<//>` : html`<${Agenda} ...${shown} />`)
      : view === "week" ? html`<${Week} ...${shown} />` : html`<${Month} ...${shown} />`}
    <${Conflicts} conflicts=${conflicts} />
  <//>`;
}
