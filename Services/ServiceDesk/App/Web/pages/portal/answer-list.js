/** The answers of a request, each under its question. */
import { html } from "../../ui/preact.js";
import { answerText, asked, said } from "../../ui/answers.js";
import { Fact, Facts } from "../../ui/facts.js";
import { useNamesOf } from "../../services/people.js";
import { t } from "../../text/text.js";

export function AnswerList({ form, answers }) {
  const names = useNamesOf(form.filter(({ type }) => type === "person").map(({ key }) => answers[key]));
  const shown = asked(form, answers).map((field) => ({ field, text: answerText(field, answers[field.key], names) })).filter(({ text }) => text);
  if (shown.length === 0) return html`<p class="muted">${t("request.no-answers")}</p>`;
  return html`<${Facts}>${shown.map(({ field, text }) => html`<${Fact} key=${field.key} name=${said(field.label)}><span class="breaks" dir="auto">${text}</span><//>`)}<//>`;
}
