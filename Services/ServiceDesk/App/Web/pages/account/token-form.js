/** Making a token: what it is for, what it may do, and until when. */
import { html, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Field, ManyOf } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { get, newKey, post } from "../../services/client.js";
import { actionLabel } from "../../services/permissions.js";
import { t } from "../../text/text.js";

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

export function TokenForm({ close, done }) {
  const { data: own } = useLoad((signal) => get("me", undefined, signal), []);
  const [value, change] = useState({ name: "", days: 90, all: false, scope: [] });
  const [{ busy, error, faults = {} }, show] = useState({});
  const key = useRef(newKey());
  const set = (name) => (next) => { change((before) => ({ ...before, [name]: next })); show({}); };
  const send = async (event) => {
    event.preventDefault();
    const missing = { ...(!value.name.trim() && { name: t("form.missing") }), ...(!value.all && value.scope.length === 0 && { scope: t("form.missing") }) };
    if (Object.keys(missing).length > 0) return show({ faults: missing });
    show({ busy: true });
    try {
      done(await post("me/api-tokens", { name: value.name.trim(), scope: value.all ? null : value.scope, expiresAt: inDays(value.days) }, { key: key.current }));
    } catch (problem) {
      key.current = newKey();
      show(["name", "scope", "expiresAt"].includes(problem.field) ? { faults: { [problem.field]: sentence(problem) } } : { error: problem });
    }
  };
  const actions = Object.keys(own?.grants ?? {}).sort().map((action) => ({ value: action, label: actionLabel(action) }));
  return html`<${Dialog} title=${t("tokens.new")} close=${close}><form class="form" novalidate onSubmit=${send}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${Field} field=${{ name: "name", label: t("tokens.name"), required: true, longest: 100, hint: t("tokens.name.hint") }} value=${value.name} fault=${faults.name} change=${set("name")} autofocus />
    <${Field} field=${{ name: "days", label: t("tokens.until"), kind: "choice", required: true, options: [7, 30, 90, 180, 365].map((days) => ({ value: days, label: t("tokens.days", { count: days }) })) }} value=${value.days} fault=${faults.expiresAt} change=${set("days")} />
    <${Field} field=${{ name: "all", label: t("tokens.all"), kind: "check" }} value=${value.all} change=${set("all")} />
    ${!value.all && html`<div class="scope-list"><${ManyOf} label=${t("tokens.scope")} options=${actions} value=${value.scope} fault=${faults.scope} change=${set("scope")} required /></div>`}
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("tokens.create")}<//></div>
  </form><//>`;
}
