/** What happened, from all services, the newest first; people add what no machine knows. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Form } from "../../ui/form.js";
import { Icon } from "../../ui/icon.js";
import { Menu } from "../../ui/popover.js";
import { useLoad } from "../../ui/load.js";
import { threshold } from "../work/clocks.js";
import { annotate, saveTimeline, timeline } from "../../services/majors.js";
import { notify } from "../../shell/notices.js";
import { clock, dateTime, fullTime, isoDay, localInput } from "../../text/format.js";
import { has, t, word } from "../../text/text.js";

const icons = { event: "alerts", incident: "incident", major: "alert", change: "change", page: "phone", note: "note" };
const wordsOf = { measure: "clock.measure", role: "major.role", audience: "major.audience", progress: "major.progress", health: "health", reason: "hold", flag: "major.flag" };

/** The sentence of a line in the reader's language; values that are words of ours too. */
function said({ kind, values, text }) {
  const name = `major.line.${kind}`;
  if (!has(name)) return text;
  const words = { ...values, ...(values.threshold && { threshold: threshold(values.threshold) }) };
  const own = Object.fromEntries(Object.entries(words).map(([key, value]) => [key, wordsOf[key] && has(`${wordsOf[key]}.${value}`) ? word(wordsOf[key], value) : value]));
  return t(name, own);
}

export function MajorTimeline({ record }) {
  const { data, error, again } = useLoad((signal) => timeline(record.number, signal), [record.id, record.version]);
  const [noting, note] = useState(null);
  const open = !["proposed", "rejected", "lapsed"].includes(record.state);
  const save = (format) => () => saveTimeline(record.number, format).catch((problem) => notify(sentence(problem), { tone: "critical" }));
  const files = ["markdown", "csv", "json"].map((format) => ({ label: t(`major.file.${format}`), icon: "download", run: save(format) }));
  const finish = () => { note(null); again(); };
  return html`<section aria-label=${t("major.timeline")}><div class="row wraps"><h2 class="section-head spring">${t("major.timeline")}</h2>
      ${open && html`<${Button} small icon="note" onClick=${() => note({})}>${t("major.note")}<//>`}<${Menu} label=${t("major.take-away")} text=${t("major.take-away")} icon="download" look="" small items=${files} /></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${6} />`
      : html`<ol class="timeline">${[...data].reverse().map((line, index) => html`<${Line} key=${data.length - index} line=${line} put=${open && note} />`)}</ol>`}
    ${noting && html`<${NoteDialog} record=${record} line=${noting} close=${() => note(null)} done=${finish} />`}</section>`;
}

const Line = ({ line, put }) => html`<li class=${line.source === "note" ? "entry spoken" : "entry"}><span class="entry-mark"><${Icon} name=${icons[line.source] ?? "dot"} /></span>
  <div class="entry-body"><div class="entry-line">${line.by && html`<span class="strong">${line.by}</span> `}<span class="breaks" dir="auto">${said(line)}</span> <time class="muted small" datetime=${line.at} title=${fullTime(line.at)}>${isoDay(line.at) === isoDay(Date.now()) ? clock(line.at) : dateTime(line.at)}</time>
    ${line.annotation && put && html`<${Button} look="plain" small icon="pencil" label=${t("major.note.change")} onClick=${() => put(line)} />`}</div></div></li>`;

function NoteDialog({ record, line, close, done }) {
  const fields = [
    { name: "at", label: t("major.note.at"), kind: "time" },
    { name: "text", label: t("major.note.text"), kind: "area", required: !line.annotation, longest: 2000, hint: line.annotation && t("major.note.empty") },
  ];
  const send = (values, key) => annotate(record.number, { id: line.annotation, ...values, at: values.at ?? line.at }, key);
  return html`<${Dialog} title=${line.annotation ? t("major.note.change") : t("major.note")} close=${close}>
    <${Form} fields=${fields} draft=${line.annotation ? null : `major.${record.id}.note`} start=${line.annotation ? { at: localInput(line.at), text: line.values.text } : {}} label=${t("action.save")} send=${send} done=${done} cancel=${close} /><//>`;
}
