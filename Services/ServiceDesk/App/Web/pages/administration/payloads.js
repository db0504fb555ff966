/** What an integration sent lately and what became of it; what failed can be read again after the mapping was mended. */
import { html, useEffect, useState } from "../../ui/preact.js";
import { Badge, State } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Copyable, Time } from "../../ui/bits.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { readable } from "../../ui/readable.js";
import { Reading } from "./reading.js";
import { get, post } from "../../services/client.js";
import { useLoad } from "../../ui/load.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export function Payloads({ integration, attempt }) {
  const below = `integrations/${integration.id}/payloads`;
  const [onlyFailed, filter] = useState(false);
  const [open, show] = useState(null);
  const { data, error, again } = useLoad((signal) => get(below, onlyFailed ? { outcome: "failed" } : {}, signal), [onlyFailed]);
  const waits = data?.items.some((payload) => payload.outcome === "waiting");
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(again, 1000);
    return () => clearTimeout(timer);
  }, [waits, data]);
  const act = async (work) => {
    try {
      await work();
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  const read = (payload) => act(async () => show(await get(`${below}/${payload.id}`)));
  const replay = (payload) => act(async () => {
    await post(`${below}/${payload.id}/replay`);
    show(await get(`${below}/${payload.id}`));
  });
  const replayAll = () => act(async () => notify(t("payload.understood", { count: (await post(`${below}/replay`)).understood })));
  if (open) {
    return html`<div class="stack">
      <div class="row wraps"><${Button} small icon="left" onClick=${() => show(null)}>${t("payload.back")}<//><span class="spring" />
        <${Button} small onClick=${() => attempt({ body: open.body, format: open.payload.format, type: open.headers["content-type"] })}>${t("payload.attempt")}<//>
        ${open.payload.outcome === "failed" && html`<${Button} small look="primary" onClick=${() => replay(open.payload)}>${t("payload.replay")}<//>`}</div>
      <p class="row"><${Outcome} value=${open.payload.outcome} /><span class="mono">${open.payload.format}</span><${Time} value=${open.payload.receivedAt} /></p>
      ${open.payload.reason && html`<p class="breaks" lang="en">${open.payload.reason}</p>`}
      <${Reading} reading=${open.reading} />
      <${Copyable} text=${readable(open.body)} label=${t("payload.body")} />
    </div>`;
  }
  return html`<div class="stack">
    <div class="row wraps"><label class="check"><input type="checkbox" checked=${onlyFailed} onChange=${(event) => filter(event.target.checked)} /> ${t("payload.only-failed")}</label><span class="spring" />
      <${Button} small icon="refresh" onClick=${again}>${t("action.refresh")}<//><${Button} small onClick=${replayAll}>${t("payload.replay-all")}<//></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${4} />`
      : data.items.length === 0 ? html`<p class="muted">${t("payload.none")}</p>`
      : html`<ul class="card flush lines">${data.items.map((payload) => html`<li class="wraps"><div class="stack tight spring"><span class="mono">${payload.format} · ${String(payload.bytes)} B</span>
          ${payload.reason && html`<span class="small muted one-line" lang="en">${payload.reason}</span>`}</div>
          <span class="small muted hides-narrow"><${Time} value=${payload.receivedAt} /></span><${Outcome} value=${payload.outcome} /><${Button} small onClick=${() => read(payload)}>${t("action.open")}<//></li>`)}</ul>`}
  </div>`;
}

const Outcome = ({ value }) => (value === "taken" ? html`<${Badge} tone="ok" icon="check">${t("payload.taken")}<//>` : html`<${State} value=${value} />`);
