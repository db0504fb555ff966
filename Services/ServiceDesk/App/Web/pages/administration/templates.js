/** Texts that are written again and again, in every language, with the names filled in. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Menu } from "../../ui/popover.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { TemplateForm } from "./template-form.js";
import { useLoad } from "../../ui/load.js";
import { all, command } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { list } from "../../text/format.js";
import { languages, t } from "../../text/text.js";

export default function Templates() {
  const { data, error, again } = useLoad(() => all("template"), []);
  const [editing, edit] = useState(null);
  const move = async (template) => {
    try {
      await command("template", template.id, template.state === "active" ? "retire" : "restore", undefined, template.version);
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  const able = may("agent", "manager", "administrator");
  const create = (look) => able && html`<${Button} look=${look} icon="plus" onClick=${() => edit({})}>${t("template.new")}<//>`;
  const menu = (template) => [{ label: t("action.edit"), icon: "pencil", run: () => edit(template) }, { label: t(template.state === "active" ? "catalogue.retire" : "thing.reactivate"), icon: template.state === "active" ? "stop" : "refresh", run: () => move(template) }];
  return html`<${Page} title=${t("nav.templates")} about=${t("administration.templates")} actions=${create("primary")} trail=${{ href: "/administration", label: t("nav.administration") }}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${5} /></div>`
      : data.length === 0 ? html`<${Empty} icon="note" title=${t("templates.empty")} action=${create()}>${t("templates.empty.text")}<//>`
      : html`<section class="card flush"><ul class="lines roomy">${data.map((template) => html`<li key=${template.id}><div class="stack tight spring"><span class="strong one-line" dir="auto">${template.name}</span>
          <span class="small muted one-line">${t(template.shared ? "template.shared" : "template.mine")} · ${list(Object.keys(template.texts).map((code) => languages[code] ?? code))}</span></div><${State} value=${template.state} /><${Menu} label=${t("thing.menu", { name: template.name })} items=${menu(template)} small /></li>`)}</ul></section>`}
    ${editing && html`<${Dialog} title=${editing.id ? `${t("action.edit")} · ${editing.name}` : t("template.new")} close=${() => edit(null)} wide><${TemplateForm} template=${editing} close=${() => edit(null)} done=${(next) => { edit(null); notify(t("thing.saved", { name: next.name })); again(); }} /><//>`}
  <//>`;
}
