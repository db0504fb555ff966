/** What matchers would mute now, as they are typed. */
import { html, useEffect, useState } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { Severity } from "../../ui/badge.js";
import { sentence } from "../../ui/standing.js";
import { filled } from "../../ui/matchers.js";
import { Numbered } from "../../ui/bits.js";
import { useSettled } from "../../ui/load.js";
import { useLive } from "../../shell/live.js";
import { call } from "../../services/client.js";
import { t } from "../../text/text.js";

export function SilenceTrial({ matchers }) {
  const [found, show] = useState(null);
  const wanted = JSON.stringify(filled(matchers));
  const ask = async () => {
    if (wanted === "[]") return show({ none: true });
    try {
      const answer = await call("POST", "silences/try", { body: { matchers: JSON.parse(wanted) } });
      show({ wanted, answer });
    } catch (problem) {
      show({ wanted, problem });
    }
  };
  const soon = useSettled(ask, 300);
  useEffect(() => { soon(); }, [wanted]);
  useLive("alerts", soon);
  if (!found || found.none) return html`<div class="trial muted small" role="status">${t("silence.trial.none-yet")}</div>`;
  if (found.problem) return html`<div class="trial" role="status"><span class="fault"><${Icon} name="alert" />${sentence(found.problem)}</span></div>`;
  const { count, items } = found.answer;
  return html`<section class="trial card flush" aria-label=${t("silence.trial")}>
    <h3 class="card-head" role="status">${t("silence.trial.count", { count })}</h3>
    ${items.length > 0 && html`<ul class="lines">${items.map((alert) => html`<li><${Severity} value=${alert.severity} bare /><span class="one-line spring">${alert.summary}</span>${alert.suppressed && html`<span class="muted" title=${t("alert.suppressed")}><${Icon} name="mute" /><span class="unseen">${t("alert.suppressed")}</span></span>`}<${Numbered} number=${alert.number} /></li>`)}
      ${count > items.length && html`<li class="muted small">${t("silence.trial.more", { count: count - items.length })}</li>`}</ul>`}</section>`;
}
