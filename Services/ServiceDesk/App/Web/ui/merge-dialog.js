/** Making one record of two: which one it goes on as. */
import { html, useRef, useState } from "./preact.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Notice } from "./form.js";
import { Picker } from "./picker.js";
import { sentence } from "./standing.js";
import { newKey } from "../services/client.js";
import { mergeInto, suggest } from "../services/teamwork.js";
import { can } from "../shell/session.js";
import { t, word } from "../text/text.js";

const over = new Set(["resolved", "closed", "cancelled", "merged"]);
/** Who may merge a record, for each kind that can be merged. */
const allowed = {
  incident: (record) => can("incidents.work", "agent", "manager", "administrator") && !over.has(record.state),
  request: (record) => record.can?.includes("merge") ?? false,
};

/** @param {string} kind as `records` names it */
export const isMergeable = (kind, record) => allowed[kind]?.(record) ?? false;

/** Open records of the same kind by words or number, never the one that is merged. */
const found = (about) => async (words, signal) => {
  const { items } = await suggest(words, signal);
  return items.filter(({ kind, id, open }) => kind === about.kind && open && id.toLowerCase() !== about.id.toLowerCase())
    .map((hit) => ({ ...hit, name: `${hit.number} ${hit.title}`, about: word("state", hit.state) }));
};

export function MergeDialog({ about, record, close, done }) {
  const [other, take] = useState(null);
  const [{ busy, error }, show] = useState({});
  const key = useRef(newKey());
  const send = async (event) => {
    event.preventDefault();
    if (!other) return show({ error: new Error(t("merge.missing")) });
    show({ busy: true });
    try {
      await mergeInto(about, other, record.version, key.current);
      done(other);
    } catch (problem) {
      key.current = newKey();
      show({ error: problem });
    }
  };
  return html`<${Dialog} title=${`${t("merge.do")} · ${record.number}`} close=${close}><form class="form" onSubmit=${send}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${Picker} label=${t("merge.into")} value=${other?.id ?? null} known=${other?.name} find=${found(about)} change=${(id, item) => take(id ? item : null)} placeholder=${t("links.find")} required />
    <p class="muted">${other ? t("merge.says", { number: record.number, other: other.number }) : t("merge.explained")}</p>
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="danger" type="submit" busy=${busy}>${t("merge.do")}<//></div></form><//>`;
}
