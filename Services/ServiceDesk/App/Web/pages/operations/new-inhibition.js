/** A new inhibition, from nothing or like another. */
import { html } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { InhibitionForm, startOf } from "./inhibition-form.js";
import { useLoad } from "../../ui/load.js";
import { create, read } from "../../services/records.js";
import { navigate, useAddress } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export default function NewInhibition() {
  const like = useAddress().query.get("like");
  const { data, error, again } = useLoad(async () => ({ start: startOf(like ? await read("inhibition", like) : undefined) }), [like]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  const done = (inhibition) => { notify(t("thing.saved", { name: inhibition.name })); navigate(`/operations/inhibitions/${inhibition.id}`, { replace: true }); };
  return html`<${Page} title=${t("inhibition.new")} trail=${{ href: "/operations/inhibitions", label: t("nav.inhibitions") }} narrow>
    ${!data ? html`<${Skeleton} />` : html`<div class="card"><${InhibitionForm} start=${data.start} draft=${`inhibition.new.${like ?? ""}`} label=${t("rule.make")} send=${(terms, key) => create("inhibition", terms, key)} done=${done} cancel=${() => navigate("/operations/inhibitions")} /></div>`}
  <//>`;
}
