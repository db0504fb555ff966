/** What is one's own: who one is here, how it looks, how one signs in, what one is told. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { Delegations } from "../account/delegations.js";
import { Preferences } from "../account/preferences.js";
import { ReportMails } from "../account/report-mails.js";
import { Looks } from "../account/looks.js";
import { Password } from "../account/password.js";
import { SecondFactor } from "../account/second-factor.js";
import { Sessions } from "../account/sessions.js";
import { Tokens } from "../account/tokens.js";
import { useLoad } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { me } from "../../shell/session.js";
import { list } from "../../text/format.js";
import { t, word } from "../../text/text.js";

export default function Account() {
  const { data, error, again, set } = useLoad((signal) => get("me", undefined, signal), []);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<div class="page narrow"><${Skeleton} lines=${8} /></div>`;
  const { person } = data;
  return html`<${Page} title=${t("nav.account")} about=${person.name} narrow><div class="portal stack wide">
    ${me().needsSecondFactor && html`<${Notice} tone="warning" icon="shield"><strong>${t("second.needed")}</strong><span>${t("second.needed.text")}</span><//>`}
    <section class="card"><${Facts}>
      <${Fact} name=${t("person.name")}>${person.name}<//><${Fact} name=${t("person.sign-in-name")}>${person.signInName}<//><${Fact} name=${t("person.mail")}>${person.mail}<//>
      <${Fact} name=${t("person.organisation")}>${data.organisationName}<//><${Fact} name=${t("person.roles")}>${list((person.roles ?? []).map((role) => word("role", role)))}<//><//></section>
    <${Looks} person=${person} changed=${(next) => set(() => next)} />
    <${Password} signInName=${person.signInName} />
    <${SecondFactor} />
    <${Preferences} />
    <${ReportMails} />
    <${Delegations} />
    <${Sessions} />
    <${Tokens} />
  </div><//>`;
}
