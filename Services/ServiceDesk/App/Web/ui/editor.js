/** Where replies and notes are written: a draft for each that stays, mentions by @, files, templates; Ctrl+Enter sends. */
import { html, useEffect, useRef, useState } from "./preact.js";
import { AttachButton, Uploads, takesFiles, useUploads } from "./attach.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { Mentions, useMentions } from "./mentions.js";
import { Notice } from "./form.js";
import { Segments } from "./segments.js";
import { TemplateMenu } from "./template-menu.js";
import { sentence } from "./standing.js";
import { useDraft } from "./draft.js";
import { say } from "../services/teamwork.js";
import { newKey } from "../services/client.js";
import { useKeys } from "../shell/shortcuts.js";
import { typingIn } from "./presence.js";
import { t } from "../text/text.js";

const looks = { reply: { icon: "reply", label: "talk.reply" }, note: { icon: "lock", label: "talk.note" } };

/** @param {{about: import("../services/teamwork.js").Reference, record: any, replies: boolean, open: boolean, done: Function}} props `replies`: whether a requester may be answered */
export function Editor({ about, record, replies, open, done }) {
  const [mode, choose] = useState(replies && record.requester ? "reply" : "note");
  const kind = replies && open ? mode : "note";
  const [draft, change, forget] = useDraft(`talk.${about.id}`, { reply: "", note: "" });
  const [{ busy, error }, show] = useState({});
  const uploads = useUploads(about.kind, about.id);
  const field = useRef(null);
  const key = useRef(newKey());
  const text = draft[kind];
  const write = (value) => { change({ [kind]: value }); typingIn(about); };
  const mentions = useMentions(field, text, write);
  const begin = (wanted) => () => { choose(wanted); setTimeout(() => field.current?.focus(), 0); };
  useKeys({ ...(replies && open ? { r: { label: t("talk.reply"), run: begin("reply") } } : {}), i: { label: t("talk.note"), run: begin("note") } });
  useEffect(() => { if (field.current) { field.current.style.height = ""; field.current.style.height = `${Math.min(360, field.current.scrollHeight + 2)}px`; } }, [text, kind]);
  const send = async (event) => {
    event.preventDefault();
    if (busy || uploads.busy || (!text.trim() && uploads.ids.length === 0)) return;
    show({ busy: true });
    try {
      await say(about, kind, { text: text.trim() || t("talk.files-only"), mentions: mentions.chosen(text), attachments: uploads.ids, channel: "web" }, key.current);
      key.current = newKey();
      change({ [kind]: "" });
      if (!draft[kind === "reply" ? "note" : "reply"]) forget();
      uploads.clear();
      show({});
      done();
    } catch (problem) {
      if (problem.status !== 0 && problem.status !== 503) key.current = newKey();
      show({ error: problem });
    }
  };
  const press = (event) => {
    if (mentions.key(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
    if (event.key === "Escape") field.current.blur();
  };
  const modes = ["reply", "note"].map((value) => ({ value, label: t(looks[value].label), icon: looks[value].icon }));
  const label = kind === "reply" ? t("talk.reply.text") : t("talk.note.text");
  return html`<form class=${`writer ${kind}`} onSubmit=${send} ...${takesFiles(uploads.add)}>
    <div class="writer-head row wraps">${replies && open ? html`<${Segments} label=${t("talk.kind")} options=${modes} value=${kind} change=${(value) => begin(value)()} />` : html`<span class="strong row"><${Icon} name="lock" />${t("talk.note")}</span>`}
      <span class="writer-who small"><${Icon} name=${kind === "reply" ? "eye" : "lock"} />${kind === "reply" ? t("talk.reply.who", { name: record.requester?.name ?? t("talk.requester") }) : t("talk.note.who")}</span></div>
    <div class="writer-field"><textarea ref=${field} aria-label=${label} rows="2" maxlength="20000" dir="auto" placeholder=${kind === "reply" ? t("talk.reply.placeholder") : t("talk.note.placeholder")} value=${text}
      aria-controls=${mentions.open ? mentions.id : undefined} aria-autocomplete="list" aria-activedescendant=${mentions.active}
      onInput=${(event) => { write(event.target.value); mentions.look(); }} onKeyDown=${press} onClick=${mentions.look} onBlur=${mentions.close} />
      <${Mentions} mentions=${mentions} /></div>
    <${Uploads} uploads=${uploads} />
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}${error.status === 0 && html`<span>${t("form.kept")}</span>`}<//>`}
    <div class="writer-foot row wraps"><${AttachButton} add=${uploads.add} /><${TemplateMenu} about=${about} take=${(filling) => { write(text.trim() ? `${text.trimEnd()}\n\n${filling}` : filling); field.current.focus(); }} />
      <span class="spring" /><kbd class="hides-narrow">Ctrl ↵</kbd><${Button} look=${text.trim() || uploads.ids.length > 0 ? "primary" : undefined} type="submit" busy=${busy} disabled=${uploads.busy || (!text.trim() && uploads.ids.length === 0)}>${kind === "reply" ? t("talk.send-reply") : t("talk.add-note")}<//></div>
  </form>`;
}
