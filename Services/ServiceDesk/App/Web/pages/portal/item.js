/** One thing to ask for: what it is, when it will be there, and what has to be known. */
import { html, useRef, useState } from "../../ui/preact.js";
import { AnswersForm, answersToSend, missingAnswers, withFilesSent } from "../../ui/answers.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Markdown } from "../../ui/markdown.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { Picker } from "../../ui/picker.js";
import { useDraft } from "../../ui/draft.js";
import { useLoad } from "../../ui/load.js";
import { newKey } from "../../services/client.js";
import { findPeople } from "../../services/people.js";
import { catalogueItem, submitRequest } from "../../services/portal.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { delivered } from "./delivery.js";
import { dateTime, money } from "../../text/format.js";
import { t } from "../../text/text.js";

/** What happens after it was asked for. */
const Aside = ({ item }) => html`<aside class="card promise"><h2 class="unseen">${t("item.promise")}</h2>
  <div><span class="small muted">${t("item.promised")}</span><strong class="promise-time">${dateTime(item.promisedAt)}</strong><span class="small muted">${delivered(item.delivery)}</span></div>
  ${item.cost && html`<div><span class="small muted">${t("item.cost")}</span><strong>${money(item.cost)}</strong></div>`}
  <ol class="next-steps"><li>${t("item.next.asked")}</li>${item.approvals.map((stage) => html`<li>${t("item.next.approval", { name: stage.name })}</li>`)}<li>${t("item.next.work")}</li><li>${t("item.next.confirm")}</li></ol></aside>`;

function Ask({ item, again }) {
  const [kept, change, forget] = useDraft(`item.${item.id}`, { answers: {}, for: null, forName: null, other: false });
  const [{ busy, error, faults = {} }, show] = useState({});
  const files = useRef({});
  const key = useRef(newKey());
  const frame = useRef(null);
  // Files cannot be kept over a reload; all else is.
  const answers = { ...kept.answers, ...files.current };
  const set = (name, value) => {
    if (value?.file) files.current = { ...files.current, [name]: value };
    else delete files.current[name];
    change({ answers: { ...kept.answers, [name]: value?.file ? undefined : value } });
    show((before) => ({ ...before, faults: { ...before.faults, [name]: undefined } }));
  };
  const failed = (next) => { show(next); setTimeout(() => frame.current?.querySelector('[aria-invalid="true"], [role=alert]')?.focus(), 0); };
  const send = async (event) => {
    event.preventDefault();
    if (busy) return;
    const missing = missingAnswers(item.form, answers);
    if (Object.keys(missing).length > 0) return failed({ faults: missing });
    show({ busy: true });
    try {
      const given = await withFilesSent(item.form, answers);
      const request = await submitRequest({ item: item.id, edition: item.edition, requestedFor: kept.other ? kept.for : null, answers: answersToSend(item.form, given) }, key.current);
      forget();
      notify(t("item.done", { number: request.number }));
      navigate(`/portal/records/request/${request.id}?new=yes`);
    } catch (problem) {
      key.current = newKey();
      const field = /^answers\.(.+)$/.exec(problem.field ?? "")?.[1];
      if (problem.code === "edition_changed") again();
      failed(field && item.form.some((one) => one.key === field) ? { faults: { [field]: sentence(problem) } } : { error: problem });
    }
  };
  return html`<form class="card form roomy-form" novalidate ref=${frame} onSubmit=${send}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}${error.status === 0 && html`<span>${t("form.kept")}</span>`}<//>`}
    <label class="check"><input type="checkbox" checked=${kept.other} onChange=${(event) => change({ other: event.target.checked })} /> ${t("item.for-other")}</label>
    ${kept.other && html`<${Picker} label=${t("item.for")} value=${kept.for} known=${kept.forName} find=${findPeople} required change=${(id, person) => change({ for: id, forName: person?.name })} />`}
    <${AnswersForm} form=${item.form} answers=${answers} faults=${faults} change=${set} />
    <div class="form-foot"><${Button} look="plain" href="/portal/catalogue">${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("item.send")}<//></div>
  </form>`;
}

export default function ItemPage({ id }) {
  const { data: item, error, again } = useLoad((signal) => catalogueItem(id, signal), [id]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!item) return html`<div class="page"><${Skeleton} lines=${6} /></div>`;
  const title = html`<span class="row"><span class="way-mark"><${Icon} name=${item.icon ?? "box"} /></span><span dir="auto">${item.summary}</span></span>`;
  return html`<${Page} title=${item.name} about=${title} trail=${{ href: "/portal/catalogue", label: `${item.domain.name} · ${item.offering.name}` }}>
    <div class="portal with-beside">
      <div class="stack wide">${item.description && html`<${Markdown} text=${item.description} />`}<${Ask} item=${item} again=${again} /></div>
      <${Aside} item=${item} />
    </div>
  <//>`;
}
