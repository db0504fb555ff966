/** What one is told, and how: at once, once a day, or not at all. */
import { html } from "../../ui/preact.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { call, get, newKey } from "../../services/client.js";
import { isStaff } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const staffOnly = new Set(["task", "review", "mention"]);

export function Preferences() {
  const { data, error, again, set } = useLoad((signal) => get("people/me/preferences", undefined, signal), []);
  const keep = async (event, value) => {
    const next = { ...data, [event]: value };
    set(() => next);
    try {
      await call("PUT", "people/me/preferences", { body: next, key: newKey() });
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
      again();
    }
  };
  const events = Object.keys(data ?? {}).filter((event) => isStaff() || !staffOnly.has(event));
  return html`<section class="card stack"><div><h2>${t("tell.title")}</h2><p class="muted small">${t("tell.text")}</p></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${4} />`
      : html`<ul class="tell">${events.map((event) => html`<li><span id=${`tell-${event}`}>${t(`tell.${event}`)}</span>
          <div class="segments" role="radiogroup" aria-labelledby=${`tell-${event}`}>${["now", "digest", "off"].filter((way) => way !== "off" || event !== "approval").map((way) => html`<label class=${data[event] === way ? "chosen" : ""}><input class="unseen" type="radio" name=${`tell-${event}`} checked=${data[event] === way} onChange=${() => keep(event, way)} />${t(`tell.${way}`)}</label>`)}</div></li>`)}</ul>`}
  </section>`;
}
