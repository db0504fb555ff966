/** The tree of categories, one line each: a level is written below the one above it, with a slash between. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form, Notice } from "../../ui/form.js";
import { OpenTrial } from "./open-trial.js";
import { DocumentPage, reasonField, useDocument } from "./rules-document.js";
import { categoryTexts } from "../../services/incident-rules.js";
import { t } from "../../text/text.js";

const paths = (text) => {
  const each = text.split("\n").map((line) => line.split("/").map((level) => level.trim()).filter(Boolean)).filter((path) => path.length > 0);
  const known = new Map();
  // Whoever writes a third level means the two above it, too.
  for (const path of each) for (let depth = 1; depth <= path.length; depth += 1) known.set(path.slice(0, depth).join(" / "), path.slice(0, depth));
  return [...known.values()];
};

export default function Categories() {
  const held = useDocument("categories");
  const [open, show] = useState(false);
  const close = () => show(false);
  const fields = [{ name: "text", label: t("nav.categories"), kind: "area", longest: 100_000, mono: true, hint: t("categories.hint") }, reasonField()];
  const edit = html`<${Button} look="primary" icon="pencil" onClick=${() => show(true)}>${t("action.edit")}<//>`;
  return html`<${DocumentPage} name="categories" title=${t("nav.categories")} about=${t("administration.categories")} held=${held} actions=${edit}>${(rules) => html`
    ${rules.paths.length === 0 ? html`<${Notice} icon="info">${t("categories.empty")}<//>` : html`<ul class="card flush lines">${[...rules.paths].sort((a, b) => a.join("/").localeCompare(b.join("/"))).map((path) => html`<li style=${{ paddingInlineStart: `${path.length * 24 - 8}px` }}><span class=${path.length === 1 ? "strong" : ""}>${path.at(-1)}</span></li>`)}</ul>`}
    ${open && html`<${Dialog} title=${t("nav.categories")} wide close=${close}><${Form} fields=${fields} draft=${held.draft("tree")} start=${{ text: categoryTexts(held.data).join("\n") }} label=${t("action.save")}
      send=${({ text, reason }) => held.save({ paths: paths(text ?? "") }, reason)} done=${() => { close(); held.done(); }} cancel=${close} below=${({ text }) => html`<${OpenTrial} name="categories" rules=${{ paths: paths(text ?? "") }} />`} /><//>`}`}<//>`;
}
