/** A record's journal told as what happened: words of people stand out, everything else is one line with its reason. */
import { html } from "./preact.js";
import { Icon } from "./icon.js";
import { Failure, Skeleton } from "./standing.js";
import { Time } from "./bits.js";
import { actorName } from "../services/names.js";
import { calendarDay, dateTime } from "../text/format.js";
import { has, t, word } from "../text/text.js";

const icons = {
  opened: "plus", raised: "plus", drafted: "pencil", defined: "plus", planned: "plus", prioritised: "priority-2", priorityOverridden: "priority-2", assigned: "person", workStarted: "half",
  held: "pause", resumed: "play", resolved: "check-circle", reopened: "refresh", closed: "check", cancelled: "stop", noted: "note",
  sighted: "alerts", workaroundOffered: "lightbulb", serviceLevelsAgreed: "clock", thresholdPassed: "clock", scheduled: "clock", started: "half", extended: "clock", moved: "clock",
  cleared: "check", expired: "question", suppressed: "mute", released: "alerts", situationJoined: "situation", published: "check-circle", dismissed: "stop", accepted: "check-circle",
};

const firstText = (...values) => values.find((value) => typeof value === "string" && value !== "");

/** The parts of a fact's content that a reader wants, whatever the fact. */
function told(line) {
  const content = line.details?.[line.fact] ?? {};
  // What somebody answered in a form is no reason of ours, whatever its fields are called.
  const { answers: _, ...rest } = content;
  const inner = Object.values(rest).find((value) => value && typeof value === "object" && !Array.isArray(value)) ?? {};
  const own = firstText(content.text, content.reason, inner.notes, inner.note, content.notes, content.comment, content.solution, content.verification, inner.plan, inner.text);
  const because = firstText((content.why ?? inner.why)?.because, inner.cause?.because, inner.reason, line.reason);
  const until = inner.until ?? content.to;
  const code = inner.code ?? content.outcome ?? (line.fact === "held" ? inner.reason : undefined);
  const value = inner.priority ?? content.priority;
  return { own, because: because === own || because === code ? undefined : because, until, code, value, review: content.reviewAt };
}

/** One line of a journal. */
export function Entry({ line, names }) {
  const { own, because, until, code, value, review } = told(line);
  const spoken = line.fact === "noted";
  const title = has(`fact.${line.fact}`) ? t(`fact.${line.fact}`) : word("fact", line.fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  const extra = [value && t(`priority.${value}`), code && word("code", code), until && t("timeline.until", { time: dateTime(until) }), review && t("timeline.review", { day: calendarDay(review) })].filter(Boolean);
  return html`<li class=${spoken ? "entry spoken" : "entry"}>
    <span class="entry-mark"><${Icon} name=${icons[line.fact] ?? "dot"} /></span>
    <div class="entry-body">
      <div class="entry-line"><span class="strong">${actorName(line.actor, names)}</span> <span>${title}</span>${extra.length > 0 && html` <span class="strong">${extra.join(" · ")}</span>`}
        <span class="muted small"><${Time} value=${line.at} /></span></div>
      ${own && html`<div class="entry-text breaks">${own}</div>`}
      ${because && html`<div class="muted small breaks" lang="en">${because}</div>`}
    </div></li>`;
}

/** @param {{lines: object[] | undefined, error?: Error, again: Function, names: Map<string, string>}} props */
export function Timeline({ lines, error, again, names }) {
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!lines) return html`<${Skeleton} lines=${5} />`;
  return html`<ol class="timeline">${folded(lines).map((line) => html`<${Entry} key=${line.sequence} line=${line} names=${names} />`)}</ol>`;
}

/** The newest first; repeated sightings in a row are one. */
const folded = (lines) => [...lines].reverse().filter((line, index, all) => !(line.fact === "sighted" && all[index - 1]?.fact === "sighted"));
