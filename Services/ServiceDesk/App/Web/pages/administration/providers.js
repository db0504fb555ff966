/** Other places that know who somebody is: OpenID Connect providers. */
import { html } from "../../ui/preact.js";
import { Copyable } from "../../ui/bits.js";
import { State } from "../../ui/badge.js";
import { ThingList } from "./thing-list.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

export default function Providers() {
  const organisations = useAll("organisation");
  const columns = [
    { name: "title", label: t("person.name"), grow: true, cell: (one) => html`<span class="one-line title" dir="auto">${one.name}</span>` },
    { name: "about", label: t("provider.issuer"), cell: (one) => html`<span class="one-line mono small">${one.issuer}</span>` },
    { name: "team", label: t("provider.create"), hide: "medium", cell: (one) => t(one.createPeople ? "answer.yes" : "answer.no") },
    { name: "state", label: t("record.state"), hide: "narrow", cell: (one) => html`<${State} value=${one.state} bare />` },
  ];
  const fields = (one) => [
    { name: "name", label: t("person.name"), required: true, longest: 100, hint: t("provider.name.hint") },
    { name: "issuer", label: t("provider.issuer"), required: true, longest: 500, hint: t("provider.issuer.hint") },
    { name: "clientID", label: t("provider.client"), required: true, longest: 300 },
    { name: "clientSecret", label: t("provider.secret"), kind: "password", required: !one, hint: one && t("provider.secret.hint") },
    { name: "scopes", label: t("provider.scopes"), longest: 300, hint: t("provider.scopes.hint") },
    { name: "createPeople", label: t("provider.create"), kind: "check", hint: t("provider.create.hint") },
    { name: "linkByMail", label: t("provider.link"), kind: "check", hint: t("provider.link.hint") },
    { name: "organisation", label: t("person.organisation"), kind: "choice", options: choices(organisations) },
  ];
  const start = ({ name, issuer, clientID, scopes, createPeople, linkByMail, organisation }) => ({ name, issuer, clientID, scopes: (scopes ?? []).join(" "), createPeople, linkByMail, organisation });
  const body = ({ clientSecret, scopes, createPeople, linkByMail, ...rest }) => ({ ...rest, scopes: (scopes ?? "openid email profile").split(/\s+/).filter(Boolean), createPeople: Boolean(createPeople), linkByMail: Boolean(linkByMail), ...(clientSecret && { clientSecret }) });
  const address = `${location.origin}/api/v1/sign-in/openid/callback`;
  return html`<${ThingList} kind="provider" title=${t("nav.providers")} about=${t("administration.providers")} label=${t("provider.new")} columns=${columns} fields=${fields} start=${start} body=${body} secret
    before=${html`<section class="card stack tight"><h2>${t("provider.redirect")}</h2><p class="muted small">${t("provider.redirect.text")}</p><${Copyable} text=${address} label=${t("provider.redirect")} /></section>`} empty=${{ icon: "key", title: t("providers.empty"), text: t("providers.empty.text") }} />`;
}
