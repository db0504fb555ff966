/** The second factor of one's own sign-in: set up, recovery codes, taken away. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Copyable } from "../../ui/bits.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Form, Notice } from "../../ui/form.js";
import { Icon } from "../../ui/icon.js";
import { QRCode } from "../../ui/qr-code.js";
import { useLoad } from "../../ui/load.js";
import { get, post } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { refresh } from "../../shell/session.js";
import { t } from "../../text/text.js";


function SetUp({ begun, done, close }) {
  const [codes, show] = useState(null);
  const grouped = begun.secret.replace(/(.{4})/g, "$1 ").trim();
  if (codes) {
    return html`<${Dialog} title=${t("second.codes")} close=${done}><${Notice} tone="warning" icon="key">${t("second.codes.text")}<//>
      <${Copyable} text=${codes.join("\n")} label=${t("second.codes")} /><div class="form-foot"><${Button} look="primary" onClick=${done}>${t("second.codes.kept")}<//></div><//>`;
  }
  return html`<${Dialog} title=${t("second.set-up")} close=${close}><div class="stack">
    <p>${t("second.scan")}</p><div class="qr-frame"><${QRCode} text=${begun.address} label=${t("second.qr")} /></div>
    <details><summary>${t("second.by-hand")}</summary><${Copyable} text=${grouped} label=${t("second.secret")} /></details>
    <${Form} fields=${[{ name: "code", label: t("sign-in.code"), required: true, longest: 20, hint: t("second.code.hint") }]} draft=${null} label=${t("second.confirm")} send=${({ code }) => post("me/second-factor/confirm", { code: code.replace(/\s/g, "") })}
      done=${async (answer) => { show(answer.recoveryCodes); await refresh(); }} cancel=${close} /></div><//>`;
}

export function SecondFactor() {
  const { data, error, again } = useLoad((signal) => get("me/second-factor", undefined, signal), []);
  const [over, show] = useState(null);
  const close = () => show(null);
  const begin = async () => {
    try {
      show({ begun: await post("me/second-factor/begin") });
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
  };
  const body = error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${2} />`
    : data.on ? html`<div class="row wraps"><span class="joined"><${Icon} name="check-circle" />${t("second.on")}</span><span class="muted spring">${t("second.left", { count: data.recoveryCodesLeft })}</span>
        ${!data.demanded && html`<${Button} onClick=${() => show({ remove: true })}>${t("second.remove")}<//>`}</div>`
    : html`<div class="row wraps"><div class="spring"><h2>${t("second.title")}</h2><p class="muted">${t("second.off")}</p></div><${Button} look="primary" icon="shield" onClick=${begin}>${t("second.set-up")}<//></div>`;
  return html`<section class="card stack">${(error || !data || data.on) && html`<h2>${t("second.title")}</h2>`}${body}
    ${over?.begun && html`<${SetUp} begun=${over.begun} done=${() => { close(); again(); notify(t("second.on")); }} close=${close} />`}
    ${over?.remove && html`<${Dialog} title=${t("second.remove")} close=${close}><p>${t("second.remove.says")}</p><${Form} fields=${[{ name: "code", label: t("sign-in.code"), required: true, longest: 20 }]} draft=${null} look="danger" label=${t("second.remove")}
      send=${({ code }) => post("me/second-factor/remove", { code })} done=${() => { close(); again(); }} cancel=${close} /><//>`}
  </section>`;
}
