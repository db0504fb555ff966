/** A runbook tried on an alert: what each bound says, and what would be sent; and the button to run it indeed. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Copyable } from "../../ui/bits.js";
import { Icon } from "../../ui/icon.js";
import { Picker } from "../../ui/picker.js";
import { RunState, Verdicts } from "../operations/run-bits.js";
import { readable } from "../../ui/readable.js";
import { sentence } from "../../ui/standing.js";
import { command, list } from "../../services/records.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const findAlerts = (q, signal) => list("alert", { q, state: "firing", limit: 8 }, signal).then((answer) => answer.items.map((alert) => ({ id: alert.id, name: alert.summary, about: alert.number })));

export function RunbookTrial({ runbook }) {
  const [alert, choose] = useState(null);
  const [{ busy, trial, problem }, show] = useState({});
  const give = (name, done) => async () => {
    show((before) => ({ ...before, busy: true }));
    try {
      done(await command("runbook", runbook.id, name, { alert }));
    } catch (failure) {
      show({ problem: failure });
    }
  };
  const ran = (run) => { notify(t("command.done", { number: run.number, what: t(`run.state.${run.state}`) })); navigate(`/operations/runs/${run.number}`); };
  const request = trial?.request && `${trial.request.method} ${trial.request.url}\n${Object.entries(trial.request.headers).map(([name, value]) => `${name}: ${value}`).join("\n")}\n\n${readable(trial.request.body ?? "")}`;
  return html`<section class="card stack"><h2>${t("runbook.trial")}</h2><p class="muted">${t("runbook.trial.about")}</p>
    <${Picker} label=${t("runbook.trial.alert")} value=${alert} required find=${findAlerts} change=${(id) => { choose(id); show({}); }} />
    <div class="row wraps"><${Button} icon="eye" disabled=${!alert} busy=${busy} onClick=${give("try", (found) => show({ trial: found }))}>${t("runbook.trial.do")}<//>
      ${runbook.state === "active" && html`<${Button} icon="play" disabled=${!alert} onClick=${give("run", ran)}>${t("runbook.run")}<//>`}</div>
    <div role="status" class="stack">${problem && html`<span class="fault"><${Icon} name="alert" />${sentence(problem)}</span>`}
      ${trial && html`<p class="row wraps"><span>${t("runbook.trial.outcome")}</span><${RunState} value=${trial.outcome} /></p><${Verdicts} verdicts=${trial.verdicts} />
        ${request && html`<${Copyable} text=${request} label=${t("run.would-send")} />`}${trial.route && html`<p><code>${trial.route}</code></p>`}`}</div></section>`;
}
