/** Where one is signed in, and how to end it elsewhere. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { call, get } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

/** The browser and system of a user agent in words; the whole of it is the hint. */
function device(agent) {
  const browser = /Edg\//.test(agent) ? "Edge" : /Firefox\//.test(agent) ? "Firefox" : /Chrome\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : null;
  const system = [["Windows", /Windows/], ["Android", /Android/], ["iOS", /iPhone|iPad/], ["macOS", /Mac OS/], ["Linux", /Linux/]].find(([, sign]) => sign.test(agent))?.[0];
  return [browser, system].filter(Boolean).join(" · ") || agent.slice(0, 60);
}

export function Sessions() {
  const { data, error, again } = useLoad((signal) => get("sessions", undefined, signal), []);
  const end = async (session) => {
    try {
      await call("DELETE", `sessions/${session.id}`);
      notify(t("sessions.ended"));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  return html`<section class="card flush"><h2 class="card-head">${t("sessions.title")}</h2>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${2} />`
      : html`<ul class="lines roomy">${data.items.map((session) => html`<li><span class="kind-mark"><${Icon} name="screen" /></span><div class="stack tight spring"><span class="strong one-line" title=${session.userAgent}>${device(session.userAgent)}</span>
          <span class="small muted">${session.address} · ${t("sessions.used")} <${Time} value=${session.lastUsedAt} /></span></div>
          ${session.current ? html`<span class="muted small">${t("sessions.this")}</span>` : html`<${Button} small onClick=${() => end(session)}>${t("sessions.end")}<//>`}</li>`)}</ul>`}
  </section>`;
}
