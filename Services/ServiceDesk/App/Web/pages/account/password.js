/** Another password for oneself; one stays signed in here and nowhere else. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { post } from "../../services/client.js";
import { signIn } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export function Password({ signInName }) {
  const [open, show] = useState(false);
  if (!signInName) return null;
  const fields = [
    { name: "current", label: t("account.password.current"), kind: "password", required: true },
    { name: "password", label: t("person.new-password"), kind: "password", required: true, hint: t("person.password.hint") },
  ];
  const send = async (values) => {
    await post("me/password", values);
    // All sessions have ended; with a second factor the page asks for it when it is next needed.
    await signIn(signInName, values.password).catch(() => {});
  };
  return html`<section class="card row wraps"><div class="spring"><h2>${t("sign-in.password")}</h2><p class="muted">${t("account.password.text")}</p></div><${Button} onClick=${() => show(true)}>${t("account.password.change")}<//>
    ${open && html`<${Dialog} title=${t("account.password.change")} close=${() => show(false)}><${Form} fields=${fields} draft=${null} label=${t("account.password.change")} send=${send} done=${() => { show(false); notify(t("account.password.done")); }} cancel=${() => show(false)} /><//>`}</section>`;
}
