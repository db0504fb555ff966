/** A new rule, from nothing or like another. */
import { html } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { RuleForm, startOf } from "./rule-form.js";
import { useLoad } from "../../ui/load.js";
import { create, read } from "../../services/records.js";
import { navigate, useAddress } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export default function NewRule() {
  const like = useAddress().query.get("like");
  const { data, error, again } = useLoad(async () => ({ start: startOf(like ? await read("alertRule", like) : undefined) }), [like]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  const done = (rule) => { notify(t("thing.saved", { name: rule.name })); navigate(`/administration/alert-rules/${rule.id}`, { replace: true }); };
  return html`<${Page} title=${t("rule.new")} trail=${{ href: "/administration/alert-rules", label: t("nav.alert-rules") }} narrow>
    ${!data ? html`<${Skeleton} />` : html`<div class="card"><${RuleForm} start=${data.start} draft=${`alert-rule.new.${like ?? ""}`} label=${t("rule.make")} send=${(rule, key) => create("alertRule", rule, key)} done=${done} cancel=${() => navigate("/administration/alert-rules")} /></div>`}
  <//>`;
}
