/** A sample of what a source sends, and what would be understood of it. */
import { html, useEffect, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Reading } from "./reading.js";
import { toolName } from "./tools.js";
import { sentence } from "../../ui/standing.js";
import { post } from "../../services/client.js";
import { t } from "../../text/text.js";

/** Formats whose body alone says everything. */
const formats = ["json", "syslog", "otlp", "snmp", "alertmanager", "cloudevents", "zabbix", "nagios", "azure", "gcp"];

/** In which format a tool's sample is, unless somebody says otherwise. @param {string} kind */
const formatOf = (kind) => (formats.includes(kind) ? kind : "json");

/**
 * @param {{sample?: {body: string, format?: string, type?: string}, kind: string, profile: () => object, more?: any}} props
 *   `sample`: what it begins with; `kind`: the tool; `profile`: how it is to be understood, throws for what is not well-formed; `more`: beside the button
 */
export function Sample({ sample, kind, profile, more }) {
  const [body, type] = useState(sample?.body ?? "");
  const [chosen, choose] = useState(sample?.format);
  const [reading, show] = useState(null);
  const [fault, complain] = useState(null);
  const outcome = useRef(null);
  useEffect(() => { if (fault || reading) outcome.current?.scrollIntoView({ block: "nearest" }); }, [fault, reading]);
  const format = chosen ?? formatOf(kind);
  const options = [...new Set([...formats, format])].map((value) => ({ value, label: toolName(value) }));
  const attempt = async () => {
    complain(null);
    try {
      show(await post("mapping-trials", { sample: body, format, contentType: format === sample?.format ? sample.type : undefined, profile: profile() }));
    } catch (problem) {
      show(null);
      complain(problem instanceof SyntaxError ? { words: t("profile.mapping.no-json") } : { place: problem.field, words: sentence(problem) });
    }
  };
  return html`<div class="field"><label for="sample">${t("profile.sample")}</label>
      <textarea id="sample" class="input mono" rows="5" value=${body} onInput=${(event) => type(event.target.value)} spellcheck=${false} /></div>
    <div class="row wraps sample-row"><${Field} field=${{ name: "format", label: t("profile.format"), kind: "choice", required: true, options }} value=${format} change=${choose} />
      <span class="spring" />${more}<${Button} onClick=${attempt}>${t("profile.try")}<//></div>
    <div ref=${outcome} class="stack">${fault && html`<p class="fault" role="alert">${fault.place && html`<code>${fault.place}</code> `}${fault.words}</p>`}${reading && html`<${Reading} reading=${reading} />`}</div>`;
}
