/** A new change. */
import { html } from "../../ui/preact.js";
import { Page } from "../../ui/page.js";
import { ChangeForm } from "./change-form.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export default function NewChange() {
  const done = (change) => {
    notify(t("command.done", { number: change.number, what: t("change.drafted.done") }));
    navigate(`/work/changes/${change.number}`);
  };
  return html`<${Page} title=${t("change.new")} trail=${{ href: "/work/changes", label: t("nav.changes") }} narrow>
    <section class="card"><${ChangeForm} done=${done} /></section><//>`;
}
