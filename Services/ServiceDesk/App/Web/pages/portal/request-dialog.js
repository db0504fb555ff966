/** What a person can still do with what they asked for: change the answers, ask again, or let it go. */
import { html, useRef, useState } from "../../ui/preact.js";
import { AnswersForm, answersToSend, missingAnswers, withFilesSent } from "../../ui/answers.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form, Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { newKey } from "../../services/client.js";
import { t } from "../../text/text.js";

function Answers({ request, label, send, done, close }) {
  const [answers, change] = useState(request.answers);
  const [{ busy, error, faults = {} }, show] = useState({});
  const key = useRef(newKey());
  const submit = async (event) => {
    event.preventDefault();
    const missing = missingAnswers(request.form, answers);
    if (Object.keys(missing).length > 0) return show({ faults: missing });
    show({ busy: true });
    try {
      done(await send({ answers: answersToSend(request.form, await withFilesSent(request.form, answers)) }, key.current));
    } catch (problem) {
      key.current = newKey();
      const field = /^answers\.(.+)$/.exec(problem.field ?? "")?.[1];
      show(field ? { faults: { [field]: sentence(problem) } } : { error: problem });
    }
  };
  return html`<form class="form" novalidate onSubmit=${submit}>${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${AnswersForm} form=${request.form} answers=${answers} faults=${faults} change=${(name, value) => change((before) => ({ ...before, [name]: value }))} />
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${label}<//></div></form>`;
}

/** @param {{request: any, name: string, send: Function, done: Function, close: Function}} props */
export function RequestDialog({ request, name, send, done, close }) {
  const label = t(`request.${name}`);
  const asks = name === "revise" || name === "resubmit";
  return html`<${Dialog} title=${`${label} · ${request.number}`} close=${close}>
    ${name === "revise" && html`<p class="muted">${t("request.revise.says")}</p>`}
    ${asks ? html`<${Answers} ...${{ request, label, send, done, close }} />`
      : html`<${Form} fields=${[{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 2000 }]} draft=${null} label=${label} look="danger" send=${send} done=${done} cancel=${close} />`}
  <//>`;
}
