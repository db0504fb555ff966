/** A record of one's own in a list: what it is, how it stands, until when. */
import { html } from "../../ui/preact.js";
import { State } from "../../ui/badge.js";
import { Icon } from "../../ui/icon.js";
import { Time } from "../../ui/bits.js";
import { kindIcons, placeOfMine } from "./places.js";
import { dateTime } from "../../text/format.js";
import { t, word } from "../../text/text.js";

export const Line = ({ record }) => html`<li><span class="kind-mark" title=${word("my-kind", record.kind)}><${Icon} name=${kindIcons[record.kind] ?? "inbox"} /></span>
  <a class="spring stack tight" href=${placeOfMine(record)}><span class="strong one-line" dir="auto">${record.title}</span>
    <span class="muted small"><span class="number">${record.number}</span> · ${record.open && record.promisedAt ? t("portal.promised", { time: dateTime(record.promisedAt) }) : html`<${Time} value=${record.updatedAt ?? record.openedAt} />`}</span></a><${State} value=${record.state} /></li>`;
