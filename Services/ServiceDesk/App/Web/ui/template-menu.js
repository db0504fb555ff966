/** Answers that were written once: chosen from a menu, filled with what the record says. */
import { html, useState } from "./preact.js";
import { Button } from "./button.js";
import { Popover } from "./popover.js";
import { Failure, Skeleton, sentence } from "./standing.js";
import { useLoad } from "./load.js";
import { filled, templates } from "../services/teamwork.js";
import { notify } from "../shell/notices.js";
import { language, t } from "../text/text.js";

export function TemplateMenu({ about, take }) {
  const trigger = (open, toggle) => html`<${Button} look="plain" icon="article" aria-expanded=${String(open)} onClick=${toggle}>${t("talk.templates")}<//>`;
  return html`<${Popover} trigger=${trigger} label=${t("talk.templates")}>${(close) => html`<${Choices} about=${about} take=${(text) => { close(false); take(text); }} />`}<//>`;
}

function Choices({ about, take }) {
  const { data, error, again } = useLoad(() => templates(about.kind), [about.kind]);
  const [words, type] = useState("");
  const choose = (template) => filled(template.id, about, language()).then((answer) => take(answer.text), (problem) => notify(sentence(problem), { tone: "critical" }));
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${3} />`;
  const found = data.filter((template) => template.name.toLowerCase().includes(words.trim().toLowerCase()));
  return html`${data.length > 6 && html`<input class="input" type="search" aria-label=${t("filter.words")} placeholder=${t("filter.words")} value=${words} onInput=${(event) => type(event.target.value)} />`}
    ${found.map((template) => html`<button type="button" class="menu-item" onClick=${() => choose(template)}><span class="spring one-line">${template.name}</span>${!template.shared && html`<span class="small muted">${t("talk.template.mine")}</span>`}</button>`)}
    ${found.length === 0 && html`<p class="muted popover-words">${t("talk.templates.none")}</p>`}`;
}
