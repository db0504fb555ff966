/** Telling each audience how it goes, with a look at what they will see; and what was told, which never changes. */
import { html, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { Segments } from "../../ui/segments.js";
import { Time } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { useDraft } from "../../ui/draft.js";
import { Progress } from "./major-bits.js";
import { audiences, progresses, publish } from "../../services/majors.js";
import { newKey } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export function UpdateComposer({ record, done }) {
  const [values, change, forget] = useDraft(`major.${record.id}.update`, { progress: record.state === "restored" ? "resolved" : record.updates[0]?.progress ?? "investigating" });
  const [{ busy, problem, looks }, show] = useState({});
  const key = useRef(newKey());
  const said = audiences.filter((audience) => values[audience]?.trim());
  const submit = async (event) => {
    event.preventDefault();
    if (!looks) { show({ looks: true }); return; }
    show({ busy: true, looks });
    try {
      const next = await publish(record.number, values.progress, said.map((audience) => ({ audience, text: values[audience].trim() })), key.current);
      forget();
      show({});
      notify(t("command.done", { number: record.number, what: t("major.told.done") }));
      done(next);
    } catch (failure) {
      show({ problem: failure });
    }
    key.current = newKey();
  };
  return html`<section class="card stack"><h2>${t("major.tell")}</h2><form class="form" onSubmit=${submit}>
    ${problem && html`<${Notice} tone="critical" icon="alert">${sentence(problem)}<//>`}
    ${looks ? html`<p class="muted">${t("major.preview.says")}</p>${said.map((audience) => html`<${Seen} key=${audience} audience=${audience} progress=${values.progress} text=${values[audience]} />`)}`
      : html`<${Segments} label=${t("major.progress")} options=${progresses.map((value) => ({ value, label: t(`major.progress.${value}`) }))} value=${values.progress} change=${(progress) => change({ progress })} />
        ${audiences.map((audience) => html`<${Field} key=${audience} field=${{ name: audience, label: t(`major.audience.${audience}`), kind: "area", longest: 2000, hint: t(`major.audience.${audience}.hint`) }} value=${values[audience]} change=${(text) => change({ [audience]: text })} />`)}`}
    <div class="form-foot">${looks && html`<${Button} look="plain" icon="pencil" onClick=${() => show({})}>${t("major.rewrite")}<//>`}
      <${Button} look="primary" type="submit" busy=${busy} disabled=${said.length === 0} icon=${looks ? "check" : "eye"}>${looks ? t("major.publish", { count: said.length }) : t("major.preview")}<//></div>
  </form></section>`;
}

/** As its audience will see it. */
const Seen = ({ audience, progress, text, at, author }) => html`<article class="told"><header class="row wraps"><span class="strong">${t(`major.audience.${audience}`)}</span><${Progress} value=${progress} />
  ${at && html`<span class="small muted"><${Time} value=${at} exact /></span>`}${author && html`<span class="small muted">${author}</span>`}</header><p class="breaks" dir="auto">${text.trim()}</p></article>`;

export const Told = ({ record }) => html`<section class="card"><h2>${t("major.told")} <span class="count">${record.updateCount}</span></h2>
  ${record.updates.map((update) => html`<${Seen} key=${update.id} audience=${update.audience} progress=${update.progress} text=${update.text} at=${update.at} author=${update.author.name} />`)}</section>`;
