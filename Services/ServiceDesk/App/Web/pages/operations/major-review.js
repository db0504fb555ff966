/** The review: what happened, what was found and learned, who does what until when. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { Numbered, Person } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { useDraft } from "../../ui/draft.js";
import { saveReview } from "../../services/majors.js";
import { notify } from "../../shell/notices.js";
import { calendarDay } from "../../text/format.js";
import { t } from "../../text/text.js";

const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
const texts = [["report", 20000], ["findings", 20000], ["lessons", 20000]];

export function Review({ record, people, done }) {
  const [writing, write] = useState(false);
  if (record.state !== "closed" && (writing || !record.review)) return html`<${ReviewForm} record=${record} people=${people} done=${(next) => { write(false); done(next); }} />`;
  const { review } = record;
  return review && html`<section class="card stack"><div class="row"><h2 class="spring">${t("major.review")}</h2>${record.state !== "closed" && html`<${Button} small icon="pencil" onClick=${() => write(true)}>${t("major.review.change")}<//>`}</div>
    ${record.reviewLacks && html`<${Notice} tone="warning" icon="alert"><span lang="en">${record.reviewLacks}</span><//>`}
    <p class="breaks" dir="auto">${review.report}</p>
    ${["findings", "lessons"].map((part) => review[part].length > 0 && html`<h3>${t(`major.review.${part}`)}</h3><ul class="bullets">${review[part].map((line) => html`<li dir="auto">${line}</li>`)}</ul>`)}
    ${review.actions.length > 0 && html`<h3>${t("major.review.actions")}</h3><ul class="lines">${review.actions.map((action) => html`<li key=${action.id}><span class="spring breaks" dir="auto">${action.text}</span><${Person} person=${action.owner} /><span class="muted">${action.due ? calendarDay(action.due) : "–"}</span></li>`)}</ul>`}
    ${(review.problem || review.change) && html`<p class="row wraps">${[review.problem, review.change].filter(Boolean).map((number) => html`<${Numbered} number=${number} />`)}</p>`}</section>`;
}

const startOf = (review) => (review ? { report: review.report, findings: review.findings.join("\n"), lessons: review.lessons.join("\n"), problem: review.problem ?? "", change: review.change ?? "",
  actions: review.actions.map(({ id, text, owner, due }) => ({ id, text, owner: owner?.id, due })) } : { actions: [] });

function ReviewForm({ record, people, done }) {
  const [values, change, forget] = useDraft(`major.${record.id}.review`, startOf(record.review));
  const [{ busy, problem }, show] = useState({});
  const actions = values.actions ?? [];
  const put = (index, part) => change({ actions: actions.map((action, at) => (at === index ? { ...action, ...part } : action)) });
  const submit = async (event) => {
    event.preventDefault();
    show({ busy: true });
    try {
      const next = await saveReview(record.number, {
        report: values.report ?? "", findings: lines(values.findings), lessons: lines(values.lessons), problem: values.problem?.trim() || null, change: values.change?.trim() || null,
        actions: actions.filter(({ text }) => text?.trim()).map(({ id, text, owner, due }) => ({ id, text: text.trim(), owner: owner || null, due: due || null })),
      }, record.version);
      forget();
      notify(t("command.done", { number: record.number, what: t("major.review.done") }));
      done(next);
    } catch (failure) {
      show({ problem: failure });
    }
  };
  const fault = (name) => (problem?.field === name ? sentence(problem) : undefined);
  return html`<section class="card stack"><h2>${t("major.review")}</h2><form class="form" onSubmit=${submit}>
    ${problem && !texts.some(([name]) => name === problem.field) && html`<${Notice} tone="critical" icon="alert">${sentence(problem)}<//>`}
    ${texts.map(([name, longest]) => html`<${Field} key=${name} field=${{ name, label: t(`major.review.${name}`), kind: "area", longest, required: name !== "lessons", hint: t(`major.review.${name}.hint`) }} value=${values[name]} fault=${fault(name)} change=${(text) => change({ [name]: text })} />`)}
    <fieldset class="field"><legend>${t("major.review.actions")}</legend>
      ${actions.map((action, index) => html`<div class="review-action" key=${index}>
        <${Field} field=${{ name: `text${index}`, label: t("major.action.text"), required: true, longest: 1000 }} value=${action.text} change=${(text) => put(index, { text })} />
        <${Field} field=${{ name: `owner${index}`, label: t("major.action.owner"), kind: "choice", required: true, options: people }} value=${action.owner} change=${(owner) => put(index, { owner })} />
        <${Field} field=${{ name: `due${index}`, label: t("major.action.due"), kind: "date", required: true }} value=${action.due} change=${(due) => put(index, { due })} />
        <${Button} look="plain" small icon="close" label=${t("major.action.drop")} onClick=${() => change({ actions: actions.filter((_, at) => at !== index) })} /></div>`)}
      <div><${Button} small icon="plus" onClick=${() => change({ actions: [...actions, { text: "" }] })}>${t("major.action.add")}<//></div></fieldset>
    <div class="pair"><${Field} field=${{ name: "problem", label: t("kind.problem"), longest: 15, hint: "PRB0000001" }} value=${values.problem} fault=${fault("problem")} change=${(problem) => change({ problem })} />
      <${Field} field=${{ name: "change", label: t("kind.change"), longest: 15, hint: "CHG0000001" }} value=${values.change} fault=${fault("change")} change=${(number) => change({ change: number })} /></div>
    <div class="form-foot"><${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div>
  </form></section>`;
}
