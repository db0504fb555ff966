/** Language, zone and appearance. */
import { html, useState } from "../../ui/preact.js";
import { Field } from "../../ui/field.js";
import { sentence } from "../../ui/standing.js";
import { call, newKey } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { setTheme, theme, themes } from "../../shell/theme.js";
import { zones } from "../administration/zones.js";
import { useZone } from "../../text/format.js";
import { language, languages, speak, t } from "../../text/text.js";



export function Looks({ person, changed }) {
  const [look, choose] = useState(theme());
  const keep = async (part) => {
    try {
      changed(await call("PATCH", "me", { body: part, key: newKey() }));
      notify(t("account.saved"));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
  };
  const languageField = { name: "language", label: t("nav.language"), kind: "choice", required: true, options: Object.entries(languages).map(([value, label]) => ({ value, label })) };
  const zoneField = { name: "zone", label: t("account.zone"), kind: "choice", options: zones(), none: t("account.zone.none", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ") }) };
  return html`<section class="card stack"><h2>${t("account.looks")}</h2><div class="form"><div class="pair">
    <${Field} field=${languageField} value=${language()} change=${async (code) => { await keep({ language: code }); speak(code); }} />
    <${Field} field=${zoneField} value=${person.zone ?? null} change=${(zone) => { useZone(zone); keep({ zone }); }} /></div>
    <fieldset class="field"><legend>${t("nav.theme")}</legend><div class="cards-to-choose">${themes.map(([name]) => html`<label class=${look === name ? "chosen" : ""}><input type="radio" name="theme" checked=${look === name} onChange=${() => { setTheme(name); choose(name); }} /><span>${t(`theme.${name}`)}</span></label>`)}</div></fieldset>
  </div></section>`;
}
