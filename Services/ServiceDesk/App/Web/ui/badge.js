/** States, severities, priorities and healths: always a shape, a word and a colour. */
import { html } from "./preact.js";
import { Icon } from "./icon.js";
import { t, word } from "../text/text.js";

/** @param {{tone?: string, icon?: string, bare?: boolean, children: any}} props */
export const Badge = ({ tone = "quiet", icon, bare, children, ...rest }) =>
  html`<span class=${`badge tone-${tone}${bare ? " bare" : ""}`} ...${rest}>${icon && html`<${Icon} name=${icon} />`}<span>${children}</span></span>`;

const looks = {
  state: {
    new: ["info", "ring-dashed"], assigned: ["info", "ring"], in_progress: ["accent", "half"], on_hold: ["warning", "pause"],
    resolved: ["ok", "check-circle"], closed: ["quiet", "check"], cancelled: ["quiet", "stop"],
    assess: ["info", "eye"], root_cause_analysis: ["accent", "search"], fix_in_progress: ["accent", "tool"], risk_accepted: ["warning", "eye"],
    raised: ["info", "candidate"], accepted: ["ok", "check-circle"], dismissed: ["quiet", "stop"],
    draft: ["quiet", "pencil"], published: ["ok", "check-circle"], retired: ["quiet", "stop"],
    scheduled: ["info", "clock"], implementing: ["accent", "half"],
    planned: ["info", "clock"], open: ["accent", "half"], extended: ["warning", "half"], ended: ["quiet", "check"],
    firing: ["critical", "alerts"], cleared: ["ok", "check"], expired: ["unknown", "question"],
    pending: ["info", "clock"], merged: ["quiet", "link"],
    active: ["ok", "check-circle"], paused: ["warning", "pause"], inactive: ["quiet", "stop"], revoked: ["quiet", "stop"], paused: ["warning", "pause"],
    proposed: ["warning", "candidate"], lapsed: ["quiet", "stop"], restored: ["ok", "check-circle"], reviewing: ["accent", "search"], demoted: ["quiet", "down"],
    waiting: ["info", "clock"], followed: ["ok", "check-circle"],
    submitted: ["info", "ring"], waiting_approval: ["warning", "clock"], approved: ["ok", "check-circle"], rejected: ["critical", "close"],
    in_fulfilment: ["accent", "half"], fulfilled: ["ok", "check-circle"], requested: ["warning", "clock"], not_required: ["quiet", "dot"], void: ["quiet", "stop"],
    recorded: ["info", "ring-dashed"], explained: ["accent", "half"], declined: ["quiet", "stop"], referred_to_change: ["ok", "change"],
    referred_to_improvement: ["ok", "lightbulb"], service_added: ["ok", "check-circle"],
    blocked: ["quiet", "pause"], done: ["ok", "check"], skipped: ["quiet", "right"], failed: ["critical", "alert"], flagged: ["warning", "alert"], outdated: ["warning", "clock"], archived: ["quiet", "stop"],
    queued: ["info", "clock"], digest: ["info", "clock"], sent: ["ok", "check"], digested: ["ok", "check"], suppressed: ["quiet", "stop"],
    parked: ["warning", "parked"], replayed: ["ok", "check-circle"], discarded: ["quiet", "stop"],
  },
  severity: {
    critical: ["critical", "octagon"], major: ["major", "triangle"], minor: ["minor", "diamond"],
    warning: ["warning", "square"], info: ["info", "info"], unknown: ["unknown", "question"],
  },
  health: {
    ok: ["ok", "check-circle"], degraded: ["warning", "triangle"], down: ["critical", "octagon"],
    maintenance: ["maintenance", "tool"], unknown: ["unknown", "question"],
  },
  impact: { none: ["ok", "check-circle"], degraded: ["warning", "triangle"], down: ["critical", "octagon"] },
};

const make = (set) => ({ value, bare }) => {
  const [tone, icon] = looks[set][value] ?? ["unknown", "question"];
  return html`<${Badge} tone=${tone} icon=${icon} bare=${bare}>${word(set, value)}<//>`;
};

/** The state of any record. */
export const State = make("state");
/** How bad an alert is. */
export const Severity = make("severity");
/** How a business service fares. */
export const Health = make("health");
/** What a service suffers, or is declared to suffer. */
export const Impact = make("impact");

const priorityTones = [null, "critical", "major", "minor", "info", "quiet"];

/** A priority from 1 to 5. */
export const Priority = ({ value, bare = true }) =>
  html`<${Badge} tone=${priorityTones[value]} icon=${`priority-${value}`} bare=${bare}>${t(`priority.${value}`)}<//>`;

/** The tone of a health, for outlines. */
export const healthTone = (health) => (looks.health[health] ?? looks.health.unknown)[0];
/** Tone and icon of a severity, for dense lists. */
export const severityLook = (severity) => looks.severity[severity] ?? looks.severity.unknown;
