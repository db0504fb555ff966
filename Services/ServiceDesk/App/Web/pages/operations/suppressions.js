/** The suppression ledger: what muted which alert, from when to when, and why. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Icon } from "../../ui/icon.js";
import { ListPage } from "../../ui/list-page.js";
import { Numbered, Time, placeOf } from "../../ui/bits.js";
import { useAddress } from "../../shell/router.js";
import { wordFilter } from "../work/shared.js";
import { dateTime } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const reasons = ["maintenance", "silence", "inhibition", "flapping", "shelf", "hold"];
const icons = { maintenance: "tool", silence: "mute", inhibition: "link", flapping: "half", shelf: "bookmark", hold: "pause" };

/** Where what muted it is shown. */
const placeOfSource = (line) => (line.reason === "silence" && line.source ? `/operations/silences/${line.source}` : line.reason === "maintenance" ? placeOf(line.name) : null);

function Source({ line }) {
  const place = placeOfSource(line);
  return html`<span class="row"><${Icon} name=${icons[line.reason] ?? "mute"} /><span class="one-line"><span class="muted">${word("suppression.reason", line.reason)}</span>${line.name && html` ${place ? html`<a class=${line.reason === "maintenance" ? "number" : undefined} href=${place}>${line.name}</a>` : line.name}`}</span></span>`;
}

const Until = ({ line }) => (line.endedAt
  ? html`<span class="muted figures" title=${line.endedBecause}>${dateTime(line.endedAt)}</span>`
  : html`<span class="figures">${line.until ? t("timeline.until", { time: dateTime(line.until) }) : html`<${Badge} tone="maintenance" icon="mute" bare>${t("suppression.open")}<//>`}</span>`);

const columns = () => [
  { name: "number", label: t("alert.column.what"), cell: (line) => html`<${Numbered} number=${line.number} />` },
  { name: "title", label: t("suppression.what"), grow: true, cell: (line) => html`<${Source} line=${line} />` },
  { name: "because", label: t("form.reason"), hide: "medium", cell: (line) => html`<span class="one-line muted" lang="en" title=${line.because}>${line.because}</span>` },
  { name: "age", label: t("suppression.since"), cell: (line) => html`<span class="muted"><${Time} value=${line.since} /></span>` },
  { name: "until", label: t("suppression.until"), cell: (line) => html`<${Until} line=${line} />` },
];

/** Whole lines, which a row has no room for. */
const preview = (line) => html`<div class="preview-body stack"><${Source} line=${line} />
  <p class="breaks" lang="en">${line.because}</p>
  <div class="fact"><span class="muted">${t("suppression.since")}</span><span><${Time} value=${line.since} exact /></span></div>
  <div class="fact"><span class="muted">${t("suppression.until")}</span><span><${Until} line=${line} /></span></div>
  ${line.endedBecause && html`<div class="fact"><span class="muted">${t("suppression.ended-because")}</span><span lang="en">${line.endedBecause}</span></div>`}</div>`;

export default function Suppressions() {
  const { query } = useAddress();
  // Links lead here with what they are about; it has no name to choose it by.
  const about = ["alert", "source"].filter((name) => query.get(name)).map((name) => ({ name, label: t(`suppression.about-${name}`), options: [{ value: query.get(name), label: "" }] }));
  return html`<${ListPage} kind="suppression" title=${t("nav.suppressions")} about=${t("suppressions.about")} looks
    filters=${[{ name: "open", label: t("suppression.open"), single: true, options: [{ value: "true", label: t("filter.yes") }] }, wordFilter("reason", t("suppression.by"), "suppression.reason", reasons), ...about]}
    sorts=${[{ value: "-since", label: t("sort.newest") }, { value: "since", label: t("sort.oldest") }]} standard="-since"
    columns=${columns()} place=${(line) => `/operations/alerts/${line.number}`} preview=${preview}
    empty=${{ icon: "mute", title: t("suppressions.empty"), text: t("suppressions.empty.text") }} />`;
}
