/** A new runbook, from nothing or like another. */
import { html } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { RunbookForm, startOf } from "./runbook-form.js";
import { useLoad } from "../../ui/load.js";
import { create, read } from "../../services/records.js";
import { navigate, useAddress } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export default function NewRunbook() {
  const like = useAddress().query.get("like");
  const { data, error, again } = useLoad(async () => ({ start: startOf(like ? await read("runbook", like) : undefined) }), [like]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  const done = (runbook) => { notify(t("thing.saved", { name: runbook.name })); navigate(`/administration/runbooks/${runbook.id}`, { replace: true }); };
  return html`<${Page} title=${t("runbook.new")} trail=${{ href: "/administration/runbooks", label: t("nav.runbooks") }} narrow>
    ${!data ? html`<${Skeleton} />` : html`<div class="card"><${RunbookForm} start=${data.start} draft=${null} label=${t("rule.make")} send=${(runbook, key) => create("runbook", runbook, key)} done=${done} cancel=${() => navigate("/administration/runbooks")} /></div>`}
  <//>`;
}
