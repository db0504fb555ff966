/** What was said about a record and what happened to it, in one line of time: replies, notes, and facts folded between them. */
import { html, useState } from "./preact.js";
import { Button } from "./button.js";
import { Editor } from "./editor.js";
import { Entry } from "./timeline.js";
import { Failure, Skeleton } from "./standing.js";
import { Said } from "./said.js";
import { Segments } from "./segments.js";
import { useLoad, useSettled } from "./load.js";
import { entries } from "../services/teamwork.js";
import { useLive } from "../shell/live.js";
import { t } from "../text/text.js";

const same = (left, right) => left?.toLowerCase() === right?.toLowerCase();

/** The pages of a conversation, the newest first; what is older is added on demand. */
function useTalk(about) {
  const first = useLoad((signal) => entries(about, undefined, signal), [about.kind, about.id]);
  const [older, add] = useState({ items: [] });
  const again = useSettled(first.again, 200);
  useLive("conversation", (hint) => (!hint.id || same(hint.id, about.id)) && again());
  const next = older.started ? older.next : first.data?.next;
  const more = async () => {
    const page = await entries(about, next);
    add((before) => ({ items: [...page.items, ...before.items], next: page.next, started: true }));
  };
  const held = new Map([...older.items, ...(first.data?.items ?? [])].map((entry) => [entry.id, entry]));
  return { ...first, items: [...held.values()], next, more, again };
}

/** Facts that say only that somebody spoke are not told twice; repeated sightings in a row are one. */
const worthTelling = (lines) => lines.filter((line, index) => !(line.fact === "sighted" && lines[index - 1]?.fact === "sighted"));

/** Everything by time, the newest first, with runs of facts as one. */
function merged(said, lines) {
  const all = [...said.map((entry) => ({ at: entry.at, entry })), ...worthTelling(lines).map((line) => ({ at: line.at, line }))]
    .sort((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : (right.line?.sequence ?? 0) - (left.line?.sequence ?? 0)));
  const runs = [];
  for (const one of all) {
    const last = runs.at(-1);
    if (one.entry) runs.push({ entry: one.entry });
    else if (last?.lines) last.lines.push(one.line);
    else runs.push({ lines: [one.line] });
  }
  return runs;
}

/** A run of facts: the last two stand, the rest is folded where there is talk to be read. */
function Facts({ lines, names, folds }) {
  const [open, unfold] = useState(false);
  const shown = folds && !open && lines.length > 3 ? lines.slice(0, 2) : lines;
  return html`${shown.map((line) => html`<${Entry} key=${line.sequence} line=${line} names=${names} />`)}
    ${shown.length < lines.length && html`<li class="entry fold"><span class="entry-mark quiet"></span><${Button} look="plain" small icon="down" onClick=${() => unfold(true)}>${t("talk.folded", { count: lines.length - shown.length })}<//></li>`}`;
}

/** @param {{about: import("../services/teamwork.js").Reference, record: any, past: any, names: Map<string, string>, replies: boolean}} props */
export function Conversation({ about, record, past, names, replies, open }) {
  const talk = useTalk(about);
  const [show, choose] = useState("all");
  const views = ["all", "talk", "journal"].map((value) => ({ value, label: t(`talk.show.${value}`) }));
  const said = show === "journal" ? [] : talk.items;
  const lines = show === "talk" ? [] : past.data ?? [];
  const runs = merged(said, lines);
  return html`<section class="conversation stack" aria-label=${t("talk.title")}>
    <${Editor} about=${about} record=${record} replies=${replies} open=${open} done=${() => { talk.again(); past.again(); }} />
    <div class="row wraps"><h2 class="spring">${t("talk.title")}</h2><${Segments} label=${t("talk.show")} options=${views} value=${show} change=${choose} /></div>
    ${talk.error && talk.error.status !== 404 && html`<${Failure} error=${talk.error} again=${talk.again} />`}
    ${past.error && html`<${Failure} error=${past.error} again=${past.again} />`}
    ${!past.data && !past.error ? html`<${Skeleton} lines=${5} />` : html`<ol class="timeline talk">${runs.map((run) => (run.entry
      ? html`<${Said} key=${run.entry.id} entry=${run.entry} about=${about} names=${names} changed=${talk.again} />`
      : html`<${Facts} key=${run.lines[0].sequence} lines=${run.lines} names=${names} folds=${show === "all" && said.length > 0} />`))}
      ${runs.length === 0 && html`<li class="muted">${t("talk.none-yet")}</li>`}</ol>`}
    ${talk.next && show !== "journal" && html`<div><${Button} small onClick=${talk.more}>${t("talk.earlier")}<//></div>`}
  </section>`;
}
