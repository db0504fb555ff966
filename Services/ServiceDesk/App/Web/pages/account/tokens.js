/** Tokens for programs that work in one's name: named, narrowed, with an end, and revoked at once. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Copyable, Time } from "../../ui/bits.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Notice } from "../../ui/form.js";
import { State } from "../../ui/badge.js";
import { TokenForm } from "./token-form.js";
import { useLoad } from "../../ui/load.js";
import { call, get } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

/** Whether it can still be used. */
export const tokenState = (token) => (token.revokedAt ? "revoked" : new Date(token.expiresAt) < new Date() ? "expired" : "active");

/** A line about a token. */
export const TokenLine = ({ token, revoke }) => html`<li><div class="stack tight spring"><span class="strong one-line" dir="auto">${token.name}${token.person?.name && html` <span class="muted">· ${token.person.name}</span>`}</span>
  <span class="small muted">${token.scope ? token.scope.join(", ") : t("tokens.everything")} · ${t("tokens.until")} <${Time} value=${token.expiresAt} exact /> · ${token.lastUsedAt ? html`${t("sessions.used")} <${Time} value=${token.lastUsedAt} />` : t("tokens.unused")}</span></div>
  <${State} value=${tokenState(token)} />${tokenState(token) === "active" && html`<${Button} small look="danger" onClick=${revoke}>${t("integration.revoke")}<//>`}</li>`;

export function Tokens() {
  const { data, error, again } = useLoad((signal) => get("me/api-tokens", undefined, signal), []);
  const [over, show] = useState(null);
  const close = () => show(null);
  const revoke = async (token) => {
    try {
      await call("DELETE", `me/api-tokens/${token.id}`);
      notify(t("tokens.revoked", { name: token.name }));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  return html`<section class="card flush"><h2 class="card-head">${t("tokens.title")}<span class="spring" /><${Button} small icon="plus" onClick=${() => show({ create: true })}>${t("tokens.new")}<//></h2>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${2} />`
      : data.items.length === 0 ? html`<p class="nothing-open">${t("tokens.none")}</p>`
      : html`<ul class="lines roomy">${data.items.map((token) => html`<${TokenLine} key=${token.id} token=${token} revoke=${() => revoke(token)} />`)}</ul>`}
    ${over?.create && html`<${TokenForm} close=${close} done=${(token) => { show({ made: token }); again(); }} />`}
    ${over?.made && html`<${Dialog} title=${over.made.name} close=${close}><${Notice} tone="ok" icon="check-circle">${t("tokens.once")}<//><${Copyable} text=${over.made.token} label=${t("tokens.title")} />
      <div class="form-foot"><${Button} look="primary" onClick=${close}>${t("action.close-dialog")}<//></div><//>`}
  </section>`;
}
