/** The service level clocks of an incident: what is promised, what is left, where the time went, and what moved them. */
import { html, useEffect } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { BreachReason } from "./breach-reason.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure } from "../../ui/standing.js";
import { Why } from "../../ui/why.js";
import { useLoad } from "../../ui/load.js";
import { ask } from "../../services/records.js";
import { duration, percent } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const look = (clock) => {
  if (clock.outcome === "breached") return ["critical", "alert", "breached"];
  if (clock.state === "paused") return ["quiet", "pause", "paused"];
  if (clock.outcome === "met") return ["ok", "check", "met"];
  if (clock.outcome === "excluded") return ["quiet", "minus", "excluded"];
  return clock.remaining < clock.budget / 4 ? ["warning", "clock", "running"] : ["info", "clock", "running"];
};

/** How a clock stands, never by colour alone. */
export function ClockState({ clock }) {
  const [tone, icon, name] = look(clock);
  return html`<${Badge} tone=${tone} icon=${icon}>${word("clock.state", name)}<//>`;
}

/** What is left of the goal, or how much too long it took, in open time, as it stood when it was read. */
const Left = ({ clock }) => (clock.remaining >= 0 ? t("clock.left", { time: duration(clock.remaining) }) : t("clock.over", { time: duration(-clock.remaining) }));

const parts = (buckets) => [
  ["working", buckets.working], ["outside", buckets.outsideHours],
  ...Object.entries(buckets.paused).map(([reason, seconds]) => [reason, seconds]), ["resolved", buckets.resolved],
].filter(([, seconds]) => seconds > 0);

const partName = (name) => (["working", "outside", "resolved"].includes(name) ? t(`clock.part.${name}`) : word("hold", name));

function Clock({ clock, record, said }) {
  const used = Math.min(100, Math.max(0, (clock.elapsed / clock.budget) * 100));
  return html`<div class="clock stack tight">
    <span class="row wraps"><span class="strong">${clock.target}</span><${ClockState} clock=${clock} /></span>
    ${clock.target.toLowerCase() !== word("clock.measure", clock.measure).toLowerCase() && html`<span class="small muted">${word("clock.measure", clock.measure)}</span>`}
    ${clock.dueAt && clock.state === "running" && html`<span>${t("clock.due")} <${Time} value=${clock.dueAt} exact /></span>`}
    <span class="small"><${Left} clock=${clock} /> · ${t("clock.of", { time: duration(clock.budget) })}</span>
    ${clock.outcome === "breached" && html`<${BreachReason} clock=${clock} record=${record} said=${said} />`}
    ${clock.state !== "stopped" && html`<progress class=${clock.outcome === "breached" ? "clock-bar tone-critical" : "clock-bar"} max="100" value=${used} aria-label=${t("clock.used", { percent: Math.round(used) })}></progress>`}
    <details class="small"><summary>${t("clock.where")}</summary>
      <dl class="pairs">${parts(clock.buckets).map(([name, seconds]) => html`<div key=${name}><dt>${partName(name)}</dt><dd class="figures">${duration(seconds)}</dd></div>`)}</dl>
      ${clock.passed.length > 0 && html`<ul class="plain">${clock.passed.map((passing) => html`<li>${threshold(passing.threshold)} · <${Time} value=${passing.at} exact />${passing.retroactive && html` · ${t("clock.retroactive")}`}</li>`)}</ul>`}
      ${clock.next && clock.state === "running" && html`<p>${t("clock.next")} ${threshold(clock.next.threshold)} · <${Time} value=${clock.next.at} exact /></p>`}
      <p class="muted">${clock.policy.name ?? t("common.unnamed")} · ${t("clock.version", { version: clock.policy.version })}</p>
    </details>
  </div>`;
}

/** A threshold by its key: "75 %", "1 hr before", "1 day after". @param {string} key */
export function threshold(key) {
  const [kind, amount] = key.split("-");
  if (kind === "share") return amount === "100" ? t("clock.due") : percent(amount / 100);
  return t(`clock.${kind}`, { time: duration(Number(amount)) });
}

const Moments = ({ moments }) => html`<details class="small"><summary>${t("clock.timeline")}</summary>
  <ul class="plain">${moments.map((moment, index) => html`<li key=${index}><${Time} value=${moment.at} exact /> · ${word("clock.event", moment.event)}${moment.event === "held" ? ` · ${word("hold", moment.detail)}` : ""}${moment.event === "prioritised" ? ` · ${t(`priority.${moment.detail}`)}` : ""}</li>`)}</ul></details>`;

/** The clocks in the rail; nothing at all while nothing is promised. */
export function ClockFacts({ record }) {
  const { data, error, again } = useLoad(() => ask("incident", record.number, "clocks"), [record.number, record.version]);
  const runs = data?.clocks.some((clock) => clock.state === "running");
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(again, 30_000);
    return () => clearInterval(timer);
  }, [runs, again]);
  if (error) return html`<${Facts} title=${t("clock.title")}><${Fact} name=""><${Failure} error=${error} again=${again} /><//><//>`;
  if (!data || data.clocks.length === 0) return null;
  return html`<section class="facts" aria-label=${t("clock.title")}><header class="row"><h2>${t("clock.title")}</h2><${Why} kind="incident" number=${record.number} decision="service levels" label=${t("why.levels")} /></header>
    ${data.clocks.map((clock) => html`<${Clock} key=${`${clock.kind} ${clock.measure} ${clock.target} ${clock.run}`} clock=${clock} record=${record} said=${again} />`)}
    <${Moments} moments=${data.timeline} /></section>`;
}

/** When the strictest clock of an incident is due, for lists. */
export function Due({ record }) {
  const ended = ["resolved", "closed", "cancelled"].includes(record.state);
  return html`<span class="row">${record.breached && html`<${Badge} tone="critical" icon="alert">${t("clock.state.breached")}<//>`}
    ${!ended && record.clockPaused && html`<span class="muted">${t("clock.state.paused")}</span>`}
    ${!ended && record.dueAt ? html`<${Time} value=${record.dueAt} />` : !record.breached && !record.clockPaused && html`<span class="muted">–</span>`}</span>`;
}
