/** Work notes are written where they are read; what is typed is kept until it is sent. */
import { html, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { useDraft } from "../../ui/draft.js";
import { command } from "../../services/records.js";
import { newKey } from "../../services/client.js";
import { t } from "../../text/text.js";

export function NoteBox({ record, done }) {
  const [{ text }, change, forget] = useDraft(`note.${record.id}`, { text: "" });
  const [{ busy, error }, show] = useState({});
  const key = useRef(newKey());
  const send = async (event) => {
    event.preventDefault();
    if (!text.trim() || busy) return;
    show({ busy: true });
    try {
      // A note stands beside whatever else happens, so it needs no version.
      const next = await command("incident", record.number, "notes", { text: text.trim() }, undefined, key.current);
      key.current = newKey();
      forget();
      show({});
      done(next);
    } catch (problem) {
      show({ error: problem });
    }
  };
  const quick = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event); };
  return html`<form class="note-box" onSubmit=${send}>
    <label class="unseen" for="note">${t("incident.note.text")}</label>
    <textarea id="note" rows=${text ? 4 : 2} maxlength="4000" placeholder=${t("incident.note.placeholder")} value=${text}
      onInput=${(event) => change({ text: event.target.value })} onKeyDown=${quick} />
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <div class="note-foot"><span class="small muted">${t("incident.note.internal")}</span><span class="spring" /><kbd>Ctrl ↵</kbd>
      <${Button} small look=${text.trim() ? "primary" : undefined} type="submit" busy=${busy} disabled=${!text.trim()}>${t("incident.note")}<//></div>
  </form>`;
}
