/** A source's own words for how bad something is, row by row. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../text/text.js";

const severities = ["critical", "major", "minor", "warning", "info"];
/** As choices of a field. */
export const severityChoices = () => severities.map((value) => ({ value, label: t(`severity.${value}`) }));

/** Pairs of a word and a severity as the API takes them. @param {[string, string][]} pairs */
export const wordsOf = (pairs) => Object.fromEntries((pairs ?? []).map(([word, severity]) => [word.trim().toLowerCase(), severity]).filter(([word]) => word !== ""));

/** @param {{value: [string, string][], change: (pairs: [string, string][]) => void, fault?: string}} props */
export function SeverityWords({ value, change, fault }) {
  const pairs = value ?? [];
  const put = (index, pair) => change(pairs.map((one, at) => (at === index ? pair : one)));
  return html`<fieldset class="field"><legend>${t("profile.severities")} <span class="muted">(${t("form.optional")})</span></legend>
    <span class="hint">${t("profile.severities.hint")}</span>
    <div class="matcher-rows">${pairs.map(([word, severity], index) => html`<div key=${index} class="matcher-row pairs-row">
      <input class="input mono" aria-label=${t("profile.severities.word", { number: index + 1 })} maxlength="100" value=${word} onInput=${(event) => put(index, [event.target.value, severity])} autocomplete="off" spellcheck=${false} />
      <select class="input" aria-label=${t("profile.severities.means", { number: index + 1 })} onChange=${(event) => put(index, [word, event.target.value])}>${severityChoices().map((one) => html`<option value=${one.value} selected=${one.value === severity}>${one.label}</option>`)}</select>
      <${Button} look="plain" icon="close" label=${t("profile.severities.remove", { number: index + 1 })} onClick=${() => change(pairs.filter((_, at) => at !== index))} /></div>`)}</div>
    <div><${Button} small icon="plus" disabled=${pairs.length >= 100} onClick=${() => change([...pairs, ["", "critical"]])}>${t("profile.severities.add")}<//></div>
    ${fault && html`<span class="fault"><${Icon} name="alert" />${fault}</span>`}</fieldset>`;
}
