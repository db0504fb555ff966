/** How a run of a runbook stands, what its bounds said, and the switch that stops them all. */
import { html, useState } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form, Notice } from "../../ui/form.js";
import { Icon } from "../../ui/icon.js";
import { Time } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { useLooks } from "../../ui/looks.js";
import { get, newKey, post } from "../../services/client.js";
import { can, may } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { has, t } from "../../text/text.js";

const looks = {
  proposed: ["warning", "question"], refused: ["quiet", "stop"], rehearsed: ["info", "eye"], waiting: ["info", "clock"], running: ["accent", "half"], succeeded: ["ok", "check-circle"],
  failed: ["critical", "alert"], timed_out: ["critical", "clock"], unknown: ["unknown", "question"], rolling_back: ["warning", "half"], rolled_back: ["warning", "history"], rollback_failed: ["critical", "octagon"],
};
export const runStates = Object.keys(looks);

export function RunState({ value, bare }) {
  const [tone, icon] = looks[value] ?? looks.unknown;
  return html`<${Badge} tone=${tone} icon=${icon} bare=${bare}>${t(`run.state.${value}`)}<//>`;
}

const effects = { better: ["ok", "down"], same: ["quiet", "minus"], worse: ["critical", "up"] };
export const Effect = ({ value }) => value && html`<${Badge} tone=${effects[value][0]} icon=${effects[value][1]} bare>${t(`run.effect.${value}`)}<//>`;

/** What each bound said, those that refused first. */
export const Verdicts = ({ verdicts }) => html`<ul class="card flush lines verdicts">${[...verdicts].sort((left, right) => Number(left.holds) - Number(right.holds)).map((one) => html`<li class=${one.holds ? "tone-ok" : "tone-critical"}>
  <span class="bulk-mark"><${Icon} name=${one.holds ? "check" : "close"} /><span class="unseen">${t(one.holds ? "run.bound.holds" : "run.bound.refuses")}</span></span>
  <span class="strong">${has(`run.bound.${one.bound}`) ? t(`run.bound.${one.bound}`) : one.bound}</span><span class="muted spring breaks" lang="en">${one.because}</span></li>`)}</ul>`;

/** Whether runbooks may run at all; whoever works on all alerts can stop them, at once and everywhere. */
export function KillSwitch() {
  const { data, error, again } = useLoad((signal) => get("adjustment-switch", undefined, signal), []);
  useLooks(again);
  const [stopping, ask] = useState(false);
  if (error || !data) return null;
  const release = async () => {
    try {
      await post("adjustment-switch/release", undefined, { key: newKey() });
      notify(t("switch.released"));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  const stopped = () => { ask(false); notify(t("switch.stopped")); again(); };
  return html`${data.stopped
      ? html`<${Notice} tone="critical" icon="octagon"><strong>${t("switch.is-stopped")}</strong><span>${data.reason} · <${Time} value=${data.since} /></span>${can("integrations.manage", "administrator") && html`<span><${Button} small icon="play" onClick=${release}>${t("switch.release")}<//></span>`}<//>`
      : may("agent", "administrator") && html`<div class="row"><span class="muted small spring">${t("switch.runs")}</span><${Button} small look="danger" icon="octagon" onClick=${() => ask(true)}>${t("switch.stop")}<//></div>`}
    ${stopping && html`<${Dialog} title=${t("switch.stop")} close=${() => ask(false)}><${Form} fields=${[{ name: "reason", label: t("form.reason"), required: true, longest: 500 }]} draft=${null} label=${t("switch.stop")} look="danger"
      send=${(values, key) => post("adjustment-switch/stop", values, { key })} done=${stopped} cancel=${() => ask(false)}><p class="muted">${t("switch.says")}</p><//><//>`}`;
}
