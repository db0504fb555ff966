/** The page of a record, the same for every kind: head with what is next, body with its past, rail with facts. */
import { html, useState } from "./preact.js";
import { Commands } from "./commands.js";
import { Button } from "./button.js";
import { MergeDialog, isMergeable } from "./merge-dialog.js";
import { Page } from "./page.js";
import { Conversation } from "./conversation.js";
import { Presence } from "./presence.js";
import { TeamworkRail } from "./teamwork-rail.js";
import { Timeline } from "./timeline.js";
import { Failure, Skeleton } from "./standing.js";
import { State } from "./badge.js";
import { useLoad, useSettled } from "./load.js";
import { useLooks } from "./looks.js";
import { useNames } from "../services/names.js";
import { placeOfRecord } from "../services/places.js";
import { journal, kinds, read } from "../services/records.js";
import { useLive } from "../shell/live.js";
import { navigate } from "../shell/router.js";
import { usePaletteCommands } from "../shell/palette.js";
import { notify } from "../shell/notices.js";
import { t } from "../text/text.js";

/** A record and its journal, read again when somebody else changes it. */
export function useRecord(kind, number) {
  const record = useLoad((signal) => read(kind, number, signal), [kind, number]);
  const past = useLoad(() => journal(kind, number), [kind, number]);
  const renew = useSettled(() => { record.again(); past.again(); }, 250);
  useLive(kinds[kind].topic, (hint) => {
    const held = record.data;
    if (!held || (hint.id && hint.id.toLowerCase() !== held.id.toLowerCase()) || held.version >= hint.version) return;
    renew();
  });
  const put = (next) => {
    if (next?.id === record.data?.id && next?.version) record.set(() => next);
    else record.again();
    past.again();
  };
  return { record, past, put, renew };
}

/** Kinds of records that staff talk about; `replies`: whose requester can be answered. */
const talked = {
  incident: { kind: "incident", replies: true }, problem: { kind: "problem" }, knownError: { kind: "known-error" }, change: { kind: "change", replies: true },
  request: { kind: "request", replies: true }, unsupported: { kind: "unsupported-request", replies: true }, article: { kind: "article" },
};
const over = new Set(["closed", "cancelled", "merged"]);

/**
 * @param {{kind: string, number: string, commands: import("./commands.js").Command[], trail: {href: string, label: string}, title?: (record: any) => string,
 *   standing?: (record: any) => any, looks?: boolean, head?: (record: any) => any, rail: (record: any, put: Function) => any, body?: (record: any, put: Function) => any, extra?: (record: any) => object[]}} props
 */
export function RecordPage({ kind, number, commands, trail, head, rail, body, extra, title, standing, looks }) {
  const { record, past, put, renew } = useRecord(kind, number);
  useLooks(looks ? renew : () => {});
  const names = useNames();
  const [merging, merge] = useState(false);
  const copy = () => navigator.clipboard.writeText(location.href).then(() => notify(t("common.copied")));
  usePaletteCommands([{ label: t("action.copy-link"), icon: "link", run: copy }]);
  if (record.error) return html`<${Failure} error=${record.error} again=${record.again} />`;
  if (!record.data) return html`<div class="page"><${Skeleton} /></div>`;
  const data = record.data;
  const talk = talked[kind];
  const about = talk && { kind: talk.kind, id: data.id };
  const given = typeof commands === "function" ? commands(data) : commands;
  const actions = html`<${Commands} kind=${kind} record=${data} commands=${given} done=${put}
    extra=${[...(extra?.(data, put) ?? []), ...(isMergeable(kind, data) ? [{ label: t("merge.do"), icon: "link", run: () => merge(true) }] : []), { label: t("action.copy-link"), icon: "link", run: copy }]} />`;
  const line = html`<span class="record-line">${data.number && html`<span class="number">${data.number}</span>`}${standing ? standing(data) : html`<${State} value=${data.state} />`}${head?.(data)}${about && html`<${Presence} about=${about} names=${names} />`}</span>`;
  return html`<${Page} title=${title?.(data) ?? data.summary ?? data.name ?? data.number} trail=${trail} about=${line} actions=${actions}>
    <div class="record">
      <div class="record-main stack wide">
        ${body?.(data, put)}
        ${about ? html`<${Conversation} about=${about} record=${data} past=${past} names=${names} replies=${Boolean(talk.replies)} open=${!over.has(data.state)} />`
          : html`<section aria-label=${t("record.journal")}><h2 class="section-head">${t("record.journal")}</h2><${Timeline} lines=${past.data} error=${past.error} again=${past.again} names=${names} /></section>`}
      </div>
      ${merging && html`<${MergeDialog} about=${about} record=${data} close=${() => merge(false)} done=${(other) => { merge(false); notify(t("merge.done", { number: data.number, other: other.number })); navigate(placeOfRecord(other)); }} />`}
      <aside class="rail" aria-label=${t("record.facts")}>${rail(data, put)}${about && html`<${TeamworkRail} about=${about} names=${names} />`}</aside>
    </div>
  <//>`;
}

/** A long text that is first shown in part. */
export function Prose({ title, text, tone, lang }) {
  const [all, show] = useState(false);
  const long = text.length > 700;
  return html`<section class=${`card prose${tone ? ` toned tone-${tone}` : ""}`}>${title && html`<h2>${title}</h2>`}
    <div class="breaks" lang=${lang}>${long && !all ? `${text.slice(0, 600)}…` : text}</div>
    ${long && html`<${Button} look="plain" small onClick=${() => show(!all)}>${all ? t("common.less") : t("common.more")}<//>`}</section>`;
}
