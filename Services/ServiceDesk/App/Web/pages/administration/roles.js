/** Roles: the built-in ones, and those of one's own. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { useLoad } from "../../ui/load.js";
import { permissions } from "../../services/permissions.js";
import { all } from "../../services/records.js";
import { can } from "../../shell/session.js";
import { t, word } from "../../text/text.js";

const Line = ({ href, name, about, state, count }) => html`<li><span class="kind-mark"><${Icon} name="shield" /></span><a class="stack tight spring" href=${href}><span class="strong one-line" dir="auto">${name}</span>
  <span class="small muted one-line" dir="auto">${about}</span></a><span class="small muted figures">${t("roles.grants", { count })}</span>${state && html`<${State} value=${state} />`}</li>`;

export default function Roles() {
  const { data, error, again } = useLoad((signal) => Promise.all([permissions(signal), all("role")]), []);
  const create = can("roles.manage", "administrator") && html`<${Button} look="primary" icon="plus" href="/administration/roles/new">${t("roles.new")}<//>`;
  return html`<${Page} title=${t("nav.roles")} about=${t("administration.roles")} actions=${create} trail=${{ href: "/administration", label: t("nav.administration") }}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${5} /></div>` : html`
      <section class="card flush"><h2 class="card-head">${t("roles.own")}</h2><ul class="lines roomy">${data[1].map((role) => html`<${Line} key=${role.id} href=${`/administration/roles/${role.id}`} name=${role.name} about=${role.description ?? ""} state=${role.state} count=${Object.keys(role.grants).length} />`)}
        ${data[1].length === 0 && html`<li class="muted">${t("roles.none")}</li>`}</ul></section>
      <section class="card flush"><h2 class="card-head">${t("roles.built-in")}</h2><ul class="lines roomy">${data[0].roles.map(({ role, grants }) => html`<${Line} key=${role} href=${`/administration/roles/${role}`} name=${word("role", role)} about=${t(`role.about.${role}`)} count=${Object.keys(grants).length} />`)}</ul></section>`}
  <//>`;
}
