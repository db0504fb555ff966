/** Label matchers, as monitoring tools know them: shown, and typed in rows. */
import { html, useId } from "./preact.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { t } from "../text/text.js";

const signs = [["=", false, true], ["!=", false, false], ["=~", true, true], ["!~", true, false]];
const sign = ({ isRegex, isEqual }) => signs.find(([, regex, equal]) => Boolean(isRegex) === regex && (isEqual ?? true) === equal)[0];

/** As one line of text, for titles. */
export const matchersText = (matchers) => matchers.map((one) => `${one.name}${sign(one)}"${one.value}"`).join(" ");

export const Matchers = ({ matchers }) => html`<span class="matchers">${matchers.map((one) => html`<code class="matcher"><span class="muted">${one.name}</span>${sign(one)}${one.value === "" ? '""' : one.value}</code>`)}
  ${matchers.length === 0 && html`<span class="muted">${t("matchers.none")}</span>`}</span>`;

/** What the sender has filled in. */
export const filled = (matchers) => matchers.filter(({ name, value }) => name.trim() !== "" || value !== "").map((one) => ({ ...one, name: one.name.trim() }));

/** @param {{label: string, value: object[], change: (matchers: object[]) => void, fault?: string, hint?: string, names?: string[], required?: boolean}} props */
export function MatcherRows({ label, value, change, fault, hint, names = [], required }) {
  const id = useId();
  const put = (index, part) => change(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const add = () => change([...value, { name: "", value: "", isRegex: false, isEqual: true }]);
  const choose = (index, wanted) => { const [, isRegex, isEqual] = signs.find(([text]) => text === wanted); put(index, { isRegex, isEqual }); };
  return html`<fieldset class="field" aria-describedby=${[hint && `${id}h`, fault && `${id}f`].filter(Boolean).join(" ") || undefined} aria-invalid=${fault ? "true" : undefined} tabindex=${fault ? "-1" : undefined}>
    <legend>${label}${!required && html` <span class="muted">(${t("form.optional")})</span>`}</legend>
    ${hint && html`<span class="hint" id=${`${id}h`}>${hint}</span>`}
    <div class="matcher-rows">${value.map((one, index) => html`<div key=${index} class="matcher-row">
      <input class="input mono" aria-label=${t("matchers.label", { number: index + 1 })} placeholder=${t("matchers.name")} list=${`${id}l`} maxlength="200" value=${one.name} onInput=${(event) => put(index, { name: event.target.value })} autocomplete="off" spellcheck=${false} />
      <select class="input mono" aria-label=${t("matchers.test", { number: index + 1 })} onChange=${(event) => choose(index, event.target.value)}>${signs.map(([text]) => html`<option value=${text} selected=${text === sign(one)}>${text}</option>`)}</select>
      <input class="input mono" aria-label=${t("matchers.value-of", { number: index + 1 })} placeholder=${t("matchers.value")} maxlength="500" value=${one.value} onInput=${(event) => put(index, { value: event.target.value })} autocomplete="off" spellcheck=${false} />
      <${Button} look="plain" icon="close" label=${t("matchers.remove", { number: index + 1 })} onClick=${() => change(value.filter((other) => other !== one))} /></div>`)}</div>
    <datalist id=${`${id}l`}>${names.map((name) => html`<option value=${name} />`)}</datalist>
    <div><${Button} small icon="plus" disabled=${value.length >= 50} onClick=${add}>${t("matchers.add")}<//></div>
    ${fault && html`<span class="fault" id=${`${id}f`}><${Icon} name="alert" />${fault}</span>`}</fieldset>`;
}
