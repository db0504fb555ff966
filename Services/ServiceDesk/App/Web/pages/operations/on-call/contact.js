/** How one is called oneself: at which address, at which push endpoint, through an app. */
import { html, useState } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Dialog } from "../../../ui/dialog.js";
import { Form } from "../../../ui/form.js";
import { Skeleton } from "../../../ui/standing.js";
import { useLoad } from "../../../ui/load.js";
import { notify } from "../../../shell/notices.js";
import { me } from "../../../shell/session.js";
import { contactOf, setContact } from "../../../services/on-call.js";
import { t } from "../../../text/text.js";

export function Contact() {
  const [open, show] = useState(false);
  const close = () => show(false);
  return html`<${Button} icon="bell" onClick=${() => show(true)}>${t("on-call.contact")}<//>
    ${open && html`<${Dialog} title=${t("on-call.contact")} close=${close}><${Own} close=${close} /><//>`}`;
}

function Own({ close }) {
  const { data } = useLoad(() => contactOf(me().id), []);
  if (!data) return html`<${Skeleton} lines=${3} />`;
  const fields = [
    { name: "mail", label: t("on-call.contact.mail"), longest: 250, hint: data.mailedAt ? t("on-call.contact.mailed", { address: data.mailedAt }) : t("on-call.contact.unmailed") },
    { name: "webhook", label: t("on-call.contact.push"), longest: 1000, mono: true, hint: t("on-call.contact.push.hint") },
    { name: "app", label: t("on-call.contact.app"), kind: "check", hint: t("on-call.contact.app.hint") },
  ];
  return html`<${Form} fields=${fields} draft=${null} start=${{ mail: data.mail, webhook: data.webhook, app: data.app }} label=${t("action.save")} cancel=${close}
    send=${(values) => setContact(me().id, { ...values, app: values.app === true })} done=${() => { close(); notify(t("on-call.contact.kept")); }} />`;
}
