/** Everybody's tokens: what programs may do in whose name. */
import { html } from "../../ui/preact.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { TokenLine } from "../account/tokens.js";
import { useLoad } from "../../ui/load.js";
import { call, get } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export default function AllTokens() {
  const { data, error, again } = useLoad((signal) => get("api-tokens", undefined, signal), []);
  const revoke = async (token) => {
    try {
      await call("DELETE", `api-tokens/${token.id}`);
      notify(t("tokens.revoked", { name: token.name }));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  return html`<${Page} title=${t("nav.tokens")} about=${t("administration.tokens")} trail=${{ href: "/administration", label: t("nav.administration") }}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${5} /></div>`
      : data.items.length === 0 ? html`<${Empty} icon="lock" title=${t("tokens.none.all")}>${t("tokens.none.text")}<//>`
      : html`<section class="card flush"><ul class="lines roomy">${data.items.map((token) => html`<${TokenLine} key=${token.id} token=${token} revoke=${() => revoke(token)} />`)}</ul></section>`}
  <//>`;
}
