/** The form of a request item: typed fields, some of which appear by what was answered before. The service checks it all again. */
import { html } from "./preact.js";
import { AnswerControl } from "./answer-control.js";
import { attachToForm } from "../services/talk.js";
import { calendarDay, list, number } from "../text/format.js";
import { language, t } from "../text/text.js";

/** @typedef {{key: string, label: object, help?: object, type: string, required: boolean, choices?: {key: string, label: object}[], limits?: object, showWhen?: object}} FormField */

/** A text of the form in the reader's language. @param {Record<string, string> | null | undefined} texts */
export const said = (texts) => texts?.[language()] ?? texts?.default ?? Object.values(texts ?? {})[0] ?? "";

const given = (value) => value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
const words = (value) => (Array.isArray(value) ? value : given(value) ? [String(value)] : []);

/** Whether a condition holds for the answer it looks at; the service decides in the same way. */
function holds({ equals, in: some, answered }, answer) {
  if (equals !== undefined && equals !== null) return answer === equals;
  if (some) return words(answer).some((word) => some.includes(word));
  return given(answer) === (answered ?? true);
}

/** The fields that are asked, given these answers: a hidden field counts as not answered. @param {FormField[]} form */
export function asked(form, answers) {
  const shown = [];
  for (const field of form) {
    const when = field.showWhen;
    const answer = when && shown.some(({ key }) => key === when.field) ? answers[when.field] : undefined;
    if (!when || holds(when, answer)) shown.push(field);
  }
  return shown;
}

/** What is sent: answers of the fields that are asked, in their types. */
export function answersToSend(form, answers) {
  const wire = (field, value) => (field.type === "number" ? Number(value) : field.type === "file" ? value.id ?? value : typeof value === "string" ? value.trim() : value);
  return Object.fromEntries(asked(form, answers).filter((field) => given(answers[field.key])).map((field) => [field.key, wire(field, answers[field.key])]));
}

/** The answers with every chosen file uploaded and named by its id; a refused file is a fault of its field. */
export async function withFilesSent(form, answers) {
  const given = { ...answers };
  for (const { key } of asked(form, answers).filter((field) => field.type === "file" && answers[field.key]?.file)) {
    try {
      given[key] = (await attachToForm(answers[key].file)).id;
    } catch (problem) {
      problem.field = `answers.${key}`;
      throw problem;
    }
  }
  return given;
}

/** What is missing, by key, before anything is sent. */
export const missingAnswers = (form, answers) =>
  Object.fromEntries(asked(form, answers).filter((field) => field.required && !given(answers[field.key])).map((field) => [field.key, t("form.missing")]));

/** @param {{form: FormField[], answers: object, faults?: Record<string, string>, change: (key: string, value: any) => void}} props */
export const AnswersForm = ({ form, answers, faults = {}, change }) => asked(form, answers).map((field) => html`<${AnswerControl} key=${field.key} field=${field}
  value=${answers[field.key]} fault=${faults[field.key]} change=${(value) => change(field.key, value)} />`);

/** An answer in words. */
export function answerText(field, value, names) {
  if (!given(value)) return "";
  const choice = (key) => said(field.choices?.find((one) => one.key === key)?.label) || key;
  switch (field.type) {
    case "choice": return choice(value);
    case "multiChoice": return list(value.map(choice));
    case "boolean": return t(value ? "answer.yes" : "answer.no");
    case "number": return number(value);
    case "date": return calendarDay(value);
    case "file": return t("files.in-conversation");
    case "person": return names?.get(value) ?? t("common.someone");
    default: return String(value);
  }
}
