/** Joining two records: how, and to which. */
import { html, useRef, useState } from "./preact.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Field } from "./field.js";
import { Notice } from "./form.js";
import { Picker } from "./picker.js";
import { sentence } from "./standing.js";
import { newKey } from "../services/client.js";
import { join, suggest } from "../services/teamwork.js";
import { t, word } from "../text/text.js";

const relations = ["related", "parent", "child", "duplicate-of", "caused-by", "causes", "follows"];

/** Records by words or number, never the one that is being joined. */
const found = (about) => async (words, signal) => {
  const { items } = await suggest(words, signal);
  return items.filter(({ id }) => id.toLowerCase() !== about.id.toLowerCase()).map((hit) => ({ ...hit, name: `${hit.number} ${hit.title}`, about: word("state", hit.state) }));
};

export function LinkDialog({ about, close, done }) {
  const [relation, choose] = useState("related");
  const [other, take] = useState(null);
  const [{ busy, error }, show] = useState({});
  const key = useRef(newKey());
  const send = async (event) => {
    event.preventDefault();
    if (!other) return show({ error: new Error(t("links.missing")) });
    show({ busy: true });
    try {
      await join(about, relation, other, key.current);
      done();
    } catch (problem) {
      key.current = newKey();
      show({ error: problem });
    }
  };
  return html`<${Dialog} title=${t("links.add")} close=${close}><form class="form" onSubmit=${send}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${Field} field=${{ name: "relation", label: t("links.relation"), kind: "choice", required: true, options: relations.map((value) => ({ value, label: word("relation", value) })) }} value=${relation} change=${choose} />
    <${Picker} label=${t("links.record")} value=${other?.id ?? null} known=${other?.name} find=${found(about)} change=${(id, item) => take(id ? item : null)} placeholder=${t("links.find")} required />
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("links.add")}<//></div></form><//>`;
}
