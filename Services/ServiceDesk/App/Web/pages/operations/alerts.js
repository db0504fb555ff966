/** The live alert console. */
import { html, useEffect, useMemo, useRef, useState } from "../../ui/preact.js";
import { BulkBar } from "../../ui/bulk-bar.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Filters, filterQuery } from "../../ui/filters.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { Severity, State } from "../../ui/badge.js";
import { useSelection } from "../../ui/selection.js";
import { Virtual } from "../../ui/virtual.js";
import { alertCommands, manyAlertsAtOnce } from "./alert-commands.js";
import { useAlertStream } from "./alert-stream.js";
import { command } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { useKeys } from "../../shell/shortcuts.js";
import { navigate, useAddress } from "../../shell/router.js";
import { choices, useAll } from "../../services/names.js";
import { clock, dateTime, fullTime, number } from "../../text/format.js";
import { wordFilter } from "../work/shared.js";
import { t } from "../../text/text.js";

const severities = ["critical", "major", "minor", "warning", "info", "unknown"];
/** The time of day; with the date once a day has gone by. */
const lately = (time) => (Date.now() - new Date(time) < 12 * 3_600_000 ? clock(time) : dateTime(time));
const place = (alert) => `/operations/alerts/${alert.number}`;

/** The cells of one row, made anew only when they say something else: while a list is scrolled most rows stay what they are. */
function Cells({ alert, time, chosen, choose }) {
  const latest = useRef(choose);
  latest.current = choose;
  return useMemo(() => html`
  ${choose && html`<span role="cell" class="c-choose"><input type="checkbox" aria-label=${t("bulk.choose", { name: alert.number })} checked=${chosen} onClick=${(event) => { event.stopPropagation(); latest.current(alert.id, event.shiftKey); }} /></span>`}
  <span role="cell" class="c-time figures muted" title=${fullTime(alert.onset)}>${time}</span>
  <span role="cell" class="c-severity"><${Severity} value=${alert.severity} bare /></span>
  <span role="cell" class="c-state"><${State} value=${alert.state} bare /></span>
  <span role="cell" class="c-what one-line"><a href=${place(alert)} class="plain-link">${alert.summary}</a>${alert.suppressed && html` <span class="muted"><${Icon} name="mute" /><span class="unseen">${t("alert.suppressed")}</span></span>`}${alert.acknowledged && html` <span class="muted" title=${t("alert.acknowledged-by", { name: alert.acknowledged.by.name ?? t("common.someone") })}><${Icon} name="check" /><span class="unseen">${t("alert.acknowledged")}</span></span>`}</span>
  <span role="cell" class="c-item one-line mono muted">${alert.ci?.name ?? alert.labels.instance ?? ""}</span>
  <span role="cell" class="c-service one-line">${alert.service?.name ?? ""}</span>
  <span role="cell" class="c-events figures muted">${alert.events ?? ""}</span>`, [alert, time, chosen, Boolean(choose)]);
}

const head = (chooses) => [chooses && html`<span role="columnheader" class="c-choose"><span class="unseen">${t("bulk.all")}</span></span>`, ...["time", "severity", "state", "what", "item", "service", "events"].map((name) => html`<span role="columnheader" class=${`c-${name}`}>${t(`alert.column.${name}`)}</span>`)];

export default function Alerts() {
  const { query } = useAddress();
  const services = useAll("service");
  const [paused, pause] = useState(false);
  const [pointed, point] = useState(false);
  const [top, atTop] = useState(true);
  const [seen, see] = useState(null);
  const filters = [
    wordFilter("state", t("record.state"), "state", ["firing", "cleared", "expired"]), wordFilter("severity", t("alert.severity"), "severity", severities),
    { name: "service", label: t("record.service"), options: [...choices(services), { value: "none", label: t("common.none") }] },
    { name: "suppressed", label: t("alert.suppressed"), single: true, options: [{ value: "true", label: t("filter.yes") }, { value: "false", label: t("filter.no") }] },
  ];
  const { sort: _, ...asked } = filterQuery(query, filters);
  const held = paused || pointed || !top || seen !== null;
  const stream = useAlertStream({ ...asked, sort: "-onset" }, held);
  useEffect(() => { if (!held && stream.waiting.length > 0) stream.release(); }, [held, stream.waiting.length]);
  useEffect(() => { if (!held && stream.items.length > 0) stream.renew(); }, [held]);
  const selection = useSelection(stream.items);
  const commands = alertCommands(useAll("person"), useAll("team")).filter((command) => !command.roles || may(...command.roles));
  const works = commands.length > 0 && stream.items.some((alert) => "mutes" in alert);
  const at = useMemo(() => (seen === null ? -1 : stream.items.findIndex((alert) => alert.id === seen)), [stream.items, seen]);
  const move = (step) => () => { const next = stream.items[Math.max(0, Math.min(stream.items.length - 1, at + step))]; if (next) see(next.id); };
  const acknowledge = async () => {
    const alert = stream.items[at];
    if (!works || alert?.state !== "firing" || alert.acknowledged) return;
    await command("alert", alert.number, "acknowledge", {}, alert.version).then(() => notify(t("command.done", { number: alert.number, what: t("alert.acknowledge.done") })), (error) => notify(sentence(error), { tone: "critical" }));
    stream.renew();
  };
  useKeys({
    j: { label: t("keys.next"), run: move(1) }, k: { label: t("keys.previous"), run: move(-1) },
    o: { label: t("keys.open"), run: () => at >= 0 && navigate(place(stream.items[at])) },
    ...(works ? { x: { label: t("keys.choose"), run: () => at >= 0 && selection.toggle(seen) }, a: { label: t("alert.acknowledge"), run: acknowledge } } : {}),
    Escape: { run: seen === null ? undefined : () => see(null) },
    p: { label: paused ? t("alerts.go-on") : t("alerts.pause"), run: () => pause(!paused) }, n: { label: t("keys.fresh"), run: stream.release },
  });
  const row = (index) => {
    const alert = stream.items[index];
    const open = (event) => { if (!event.target.closest("a, input") && !getSelection().toString()) navigate(place(alert)); };
    return { key: alert.id, class: `sev-${alert.severity} ${alert.state}${works ? " chooses" : ""}${index === at ? " at" : ""}${selection.has(alert.id) ? " chosen" : ""}`, onClick: open, children: html`<${Cells} alert=${alert} time=${lately(alert.onset)} chosen=${selection.has(alert.id)} choose=${works && selection.toggle} />` };
  };
  const firing = useMemo(() => stream.items.filter((alert) => alert.state === "firing").length, [stream.items]);
  const about = html`<span role="status">${paused ? t("alerts.paused") : t("alerts.live")} · ${t("alerts.count", { count: stream.items.length, all: `${number(stream.items.length)}${stream.next ? "+" : ""}`, firing })}</span>`;
  const actions = html`<${Button} icon=${paused ? "play" : "pause"} aria-pressed=${String(paused)} onClick=${() => pause(!paused)}>${paused ? t("alerts.go-on") : t("alerts.pause")}<//>`;
  return html`<${Page} title=${t("nav.alerts")} about=${about} actions=${actions} fills>
    <${Filters} filters=${filters} query=${query} search />
    <div class="console" onPointerEnter=${(event) => event.pointerType === "mouse" && point(true)} onPointerLeave=${() => point(false)}>
      ${stream.waiting.length > 0 && html`<button type="button" class="fresh-bar" onClick=${stream.release}>${t("list.fresh", { count: stream.waiting.length })}</button>`}
      ${stream.error ? html`<${Failure} error=${stream.error} again=${stream.again} />`
        : stream.loading && stream.items.length === 0 ? html`<${Skeleton} lines=${14} />`
        : stream.items.length === 0 ? html`<${Empty} icon="alerts" title=${t("alerts.empty")}>${t("alerts.empty.text")}<//>`
        : html`<${Virtual} count=${stream.items.length} height=${36} row=${row} head=${head(works)} at=${at} label=${t("nav.alerts")} end=${stream.more} onTop=${atTop} onRest=${stream.look} />`}
    </div>
    ${works && html`<${BulkBar} kind="alert" commands=${manyAlertsAtOnce.map((name) => commands.find((one) => one.name === name))} selection=${selection} done=${stream.renew} />`}
  <//>`;
}
