/** How people put situations right: they name the cause, put two together, take alerts out. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Notice } from "../../ui/form.js";
import { Severity } from "../../ui/badge.js";
import { useLoad } from "../../ui/load.js";
import { ask, command, list } from "../../services/records.js";
import { findItems } from "../../services/items.js";
import { t } from "../../text/text.js";

const findSituations = (own) => (q, signal) => list("situation", { q, state: "open,pending", limit: 8 }, signal)
  .then((answer) => answer.items.filter(({ id }) => id !== own).map((one) => ({ id: one.id, name: one.summary, about: one.number })));

const workers = ["agent", "administrator"];
const live = ["open", "pending"];

/** @returns {import("../../ui/commands.js").Command[]} */
export const situationCommands = () => [
  { name: "cause", label: t("situation.blame"), done: t("situation.blame.done"), icon: "search", roles: workers, states: live, says: t("situation.blame.says"),
    fields: [{ name: "ci", label: t("record.item"), kind: "pick", required: true, find: findItems }] },
  { name: "merge", label: t("situation.merge"), done: t("situation.merge.done"), icon: "link", roles: workers, states: live, says: t("situation.merge.says"),
    fields: (situation) => [{ name: "into", label: t("kind.situation"), kind: "pick", required: true, find: findSituations(situation.id) }] },
];

/** Which of its alerts have another cause. @param {{situation: object, close: Function, done: (next: object) => void}} props */
export function SplitDialog({ situation, close, done }) {
  const { data, error, again } = useLoad(() => ask("situation", situation.number, "alerts"), [situation.id]);
  const [chosen, choose] = useState(new Set());
  const [{ busy, problem }, say] = useState({});
  const toggle = (id) => choose((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next; });
  const split = async (event) => {
    event.preventDefault();
    say({ busy: true });
    try {
      done(await command("situation", situation.number, "split", { alerts: [...chosen] }, situation.version));
    } catch (failure) {
      say({ problem: failure });
    }
  };
  return html`<${Dialog} title=${t("situation.split")} close=${close} wide><form class="form" onSubmit=${split}><p class="muted">${t("situation.split.says")}</p>
    ${problem && html`<${Notice} tone="critical" icon="alert">${sentence(problem)}<//>`}
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${4} />`
      : html`<fieldset class="field"><legend>${t("nav.alerts")}</legend><div class="choices card">${data.items.map((alert) => html`<label><input type="checkbox" checked=${chosen.has(alert.id)} onChange=${() => toggle(alert.id)} /><${Severity} value=${alert.severity} bare /><span class="spring breaks">${alert.summary}</span><span class="mono small muted hides-narrow">${alert.ci?.name ?? ""}</span></label>`)}</div></fieldset>`}
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy} disabled=${chosen.size === 0 || chosen.size === data?.items.length}>${t("situation.split.do")}<//></div></form><//>`;
}
