/** People from a file: first looked through, line by line, then taken. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { Copyable } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { download, sendText } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const sample = "signInName,name,mail,organisation,site,teams,roles,manager,language,zone\nrita,Rita Raabe,rita@example.org,,Head office,Service Desk;Workplace,requester;agent,astrid,de,Europe/Berlin\n";
const take = (text, dryRun, partial) => sendText("people/import", { dryRun, partial }, text, "text/csv");

async function exported() {
  const address = URL.createObjectURL(await download("people/export"));
  Object.assign(document.createElement("a"), { href: address, download: "people.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const Report = ({ report }) => html`<dl class="figures-row">${["created", "revised", "unchanged", "refused"].map((name) => html`<div><dt>${t(`import.${name}`)}</dt><dd>${report[name]}</dd></div>`)}</dl>
  <section class="card flush"><ul class="lines">${report.lines.filter(({ outcome }) => outcome !== "unchanged").slice(0, 200).map((line) => html`<li><span class="figures muted">${t("import.line", { line: String(line.line) })}</span><${State} value=${line.outcome} bare />
    <span class="spring breaks">${line.outcome === "refused" ? [line.field, line.detail ?? line.code].filter(Boolean).join(": ") : ""}</span></li>`)}</ul></section>`;

export default function Import() {
  const [file, choose] = useState(null);
  const [partial, allow] = useState(false);
  const [{ busy, error, report, tried }, show] = useState({});
  const send = async (dryRun) => {
    show({ busy: dryRun ? "try" : "take" });
    try {
      const answer = await take(file.text, dryRun, partial);
      show({ report: answer, tried: dryRun });
      if (!dryRun) notify(t("import.done", { count: answer.created + answer.revised }));
    } catch (problem) {
      show({ error: problem });
    }
  };
  const read = async (event) => {
    const picked = event.target.files[0];
    show({});
    choose(picked ? { name: picked.name, text: await picked.text() } : null);
  };
  const save = html`<${Button} icon="download" onClick=${() => exported().catch((problem) => notify(sentence(problem), { tone: "critical" }))}>${t("import.export")}<//>`;
  const able = report && tried && (report.refused === 0 || partial) && report.created + report.revised > 0;
  return html`<${Page} title=${t("import.title")} about=${t("import.about")} actions=${save} trail=${{ href: "/administration/people", label: t("nav.people") }} narrow><div class="stack wide">
    <section class="card form"><div class="field"><label for="file">${t("import.file")}</label><input id="file" class="input" type="file" accept=".csv,text/csv" onChange=${read} /></div>
      <${Field} field=${{ name: "partial", label: t("import.partial"), kind: "check", hint: t("import.partial.hint") }} value=${partial} change=${(value) => { allow(value); show({}); }} />
      <div class="form-foot"><${Button} disabled=${!file} busy=${busy === "try"} look=${able ? undefined : "primary"} onClick=${() => send(true)}>${t("import.try")}<//>${able && html`<${Button} look="primary" busy=${busy === "take"} onClick=${() => send(false)}>${t("import.take")}<//>`}</div></section>
    <div role="status" class="stack">${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
      ${report && html`<${Notice} tone=${report.refused > 0 ? "warning" : "ok"} icon=${report.refused > 0 ? "alert" : "check-circle"}>${t(tried ? (report.refused > 0 ? "import.look" : "import.well") : "import.taken")}<//>`}</div>
    ${report && html`<${Report} report=${report} />`}
    <section class="stack tight"><h2>${t("import.columns")}</h2><p class="muted small">${t("import.columns.text")}</p><${Copyable} text=${sample} label=${t("import.columns")} /></section>
  </div><//>`;
}
