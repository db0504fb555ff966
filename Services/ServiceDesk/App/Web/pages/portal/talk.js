/** What is said about a record between the person who needs it and the people who see to it. */
import { html, useRef, useState } from "../../ui/preact.js";
import { AttachButton, Files, Uploads, takesFiles, useUploads } from "../../ui/attach.js";
import { Button } from "../../ui/button.js";
import { Markdown } from "../../ui/markdown.js";
import { Notice } from "../../ui/form.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Time } from "../../ui/bits.js";
import { useDraft } from "../../ui/draft.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { newKey } from "../../services/client.js";
import { useNamesOf } from "../../services/people.js";
import { conversation, reply, standing } from "../../services/talk.js";
import { useLive } from "../../shell/live.js";
import { me } from "../../shell/session.js";
import { t } from "../../text/text.js";

const same = (left, right) => left?.toLowerCase() === right?.toLowerCase();
const initials = (name) => name.split(/\s+/).map((part) => part[0]).filter(Boolean).slice(0, 2).join("").toUpperCase();

/** @param {{kind: string, id: string, said?: () => void}} props `said` hears that something was sent, which may have moved the record */
export function Talk({ kind, id, said }) {
  const [earlier, keep] = useState([]);
  const talk = useLoad((signal) => Promise.all([conversation(kind, id, undefined, signal), standing(kind, id, signal)]).then(([page, now]) => ({ ...page, canReply: now.canReply, mergedInto: now.mergedInto })), [kind, id]);
  const renew = useSettled(talk.again, 400);
  useLive("conversation", (hint) => (!hint.id || same(hint.id, id)) && renew());
  const entries = [...earlier, ...(talk.data?.items ?? [])].filter((entry) => entry.kind === "reply");
  const names = useNamesOf(entries.map((entry) => entry.author));
  const [older, lead] = useState(undefined);
  const next = older === undefined ? talk.data?.next : older;
  const more = async () => {
    const page = await conversation(kind, id, next);
    keep([...page.items, ...earlier]);
    lead(page.next ?? null);
  };
  const sent = (entry) => { talk.set((before) => ({ ...before, items: [...before.items, entry] })); said?.(); };
  if (talk.error) return html`<${Failure} error=${talk.error} again=${talk.again} />`;
  if (!talk.data) return html`<${Skeleton} lines=${3} />`;
  return html`<section class="talk stack" aria-label=${t("talk.title")}><h2>${t("talk.title")}</h2>
    ${next && html`<div><${Button} look="plain" small icon="up" onClick=${more}>${t("talk.earlier")}<//></div>`}
    ${talk.data.mergedInto && html`<${Notice} icon="link"><a href=${`/records/${talk.data.mergedInto.kind}/${talk.data.mergedInto.id}`}>${t("talk.merged", { number: talk.data.mergedInto.number })}</a><//>`}
    ${entries.length === 0 && html`<p class="muted">${t(talk.data.canReply ? "talk.none" : "talk.closed")}</p>`}
    <ol class="bubbles" aria-live="polite">${entries.map((entry) => html`<${Bubble} key=${entry.id} entry=${entry} name=${names.get(entry.author)} kind=${kind} id=${id} />`)}</ol>
    ${talk.data.canReply && html`<${Write} kind=${kind} id=${id} sent=${sent} />`}</section>`;
}

function Bubble({ entry, name, kind, id }) {
  const mine = same(entry.author, me()?.id);
  const who = mine ? t("talk.me") : name ?? t(entry.by === "staff" ? "talk.staff" : "common.someone");
  return html`<li class=${mine ? "bubble mine" : "bubble"}>
    <span class="avatar" aria-hidden="true">${initials(mine ? me().name : who)}</span>
    <div class="bubble-body"><div class="bubble-head"><span class="strong" dir="auto">${who}</span>${!mine && entry.by === "staff" && html` <span class="muted small">${t("talk.staff")}</span>`} <span class="muted small"><${Time} value=${entry.at} /></span></div>
      ${entry.text === undefined || entry.text === null ? html`<p class="muted">${t("talk.withdrawn")}</p>` : html`<${Markdown} text=${entry.text} level=${4} />`}
      <${Files} kind=${kind} id=${id} files=${entry.attachments ?? []} /></div></li>`;
}

function Write({ kind, id, sent }) {
  const [{ text }, change, forget] = useDraft(`talk.${kind}.${id}`, { text: "" });
  const [{ busy, error }, show] = useState({});
  const uploads = useUploads(kind, id);
  const key = useRef(newKey());
  const able = (text.trim() || uploads.ids.length > 0) && !uploads.busy;
  const send = async (event) => {
    event.preventDefault();
    if (!able || busy) return;
    show({ busy: true });
    try {
      const entry = await reply(kind, id, { text: text.trim() || t("talk.files-only"), attachments: uploads.ids, channel: "portal" }, key.current);
      key.current = newKey();
      forget();
      uploads.clear();
      show({});
      sent(entry);
    } catch (problem) {
      show({ error: problem });
    }
  };
  const quick = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event); };
  return html`<form class="note-box write" onSubmit=${send} ...${takesFiles(uploads.add)}>
    <label class="unseen" for="reply">${t("talk.write")}</label>
    <textarea id="reply" rows=${text ? 4 : 2} maxlength="20000" placeholder=${t("talk.placeholder")} value=${text} dir="auto" onInput=${(event) => change({ text: event.target.value })} onKeyDown=${quick} />
    <${Uploads} uploads=${uploads} />
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <div class="note-foot"><${AttachButton} add=${uploads.add} /><span class="spring" /><${Button} look=${able ? "primary" : undefined} icon="send" type="submit" busy=${busy} disabled=${!able}>${t("talk.send")}<//></div>
  </form>`;
}
