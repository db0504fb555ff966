/** Service levels: which open incidents are likely to miss what was promised, and what another policy would have made of the past. */
import { html, useEffect, useRef, useState } from "../../ui/preact.js";
import { Page } from "../../ui/page.js";
import { Form } from "../../ui/form.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Difference, Table } from "./policy-difference.js";
import { useLoad } from "../../ui/load.js";
import { useLive } from "../../shell/live.js";
import { choices, useAll } from "../../services/names.js";
import { get, post } from "../../services/client.js";
import { dayEnd, dayStart, decimal, duration, isoDay, number, percent } from "../../text/format.js";
import { t } from "../../text/text.js";

function Risk({ item }) {
  const { forecast } = item;
  return html`<tr><td><${Numbered} number=${item.number} /> <span class="breaks">${item.summary}</span></td><td data-label=${t("levels.target")}>${item.target}</td>
    <td data-label=${t("clock.due")}>${item.dueAt ? html`<${Time} value=${item.dueAt} exact />` : html`<span class="muted">${t("clock.state.paused")}</span>`}</td>
    <td class="figures" data-label=${t("levels.left")}>${duration(item.remaining)}</td>
    <td class="figures strong" data-label=${t("levels.probability")}>${percent(forecast.probability)}</td>
    <td class="small muted" data-label=${t("levels.why")}>${forecast.alike === 0 ? t("levels.evidence.none", { usual: percent(forecast.usual) }) : t("levels.evidence", { missed: number(forecast.missed), alike: number(forecast.alike), usual: percent(forecast.usual) })}</td></tr>`;
}

function AtRisk() {
  const { data, error, again } = useLoad(() => get("incident/service-level-forecast"), []);
  useLive("incident", () => again());
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${4} />`;
  if (data.items.length === 0) return html`<${Empty} icon="clock" title=${t("levels.none")}>${t("levels.none.text")}<//>`;
  return html`<${Table} stacks label=${t("levels.risk")} heads=${[t("kind.incident"), t("levels.target"), t("clock.due"), t("levels.left"), t("levels.probability"), t("levels.why")]}>
      ${data.items.map((item) => html`<${Risk} key=${`${item.incident} ${item.measure} ${item.target}`} item=${item} />`)}<//>
    ${data.score.count > 0 && html`<p class="small muted">${t("levels.score", { count: number(data.score.count), brier: decimal(data.score.brier, 3), usual: decimal(data.score.usual, 3) })}</p>`}`;
}

const lastMonth = () => ({ from: isoDay(Date.now() - 30 * 86_400_000), until: isoDay(Date.now()) });

function WhatIf() {
  const policies = useAll("policy");
  const [{ answer, asked, count }, show] = useState({ asked: lastMonth(), count: 0 });
  const found = useRef(null);
  useEffect(() => { if (count > 0) found.current?.focus(); }, [count]);
  const fields = [
    { name: "policy", label: t("levels.policy"), kind: "choice", required: true, options: choices(policies) },
    { name: "from", label: t("levels.from"), kind: "date", required: true }, { name: "until", label: t("levels.until"), kind: "date", required: true },
  ];
  const send = async (wanted) => ({ asked: wanted, answer: await post("incidents/what-if", { policy: wanted.policy, from: dayStart(wanted.from), until: dayEnd(wanted.until) }) });
  const done = (given) => show((before) => ({ ...given, count: before.count + 1 }));
  return html`<${Form} key=${count} fields=${fields} draft=${null} start=${asked} label=${t("levels.try")} send=${send} done=${done} />${answer && html`<div ref=${found} tabindex="-1"><${Difference} answer=${answer} /></div>`}`;
}

export default function ServiceLevels() {
  return html`<${Page} title=${t("nav.service-levels")} about=${t("levels.about")}>
    <section class="card stack"><h2>${t("levels.risk")}</h2><${AtRisk} /></section>
    <section class="card stack what-if"><h2>${t("levels.what-if")}</h2><p class="muted">${t("levels.what-if.text")}</p><${WhatIf} /></section><//>`;
}
