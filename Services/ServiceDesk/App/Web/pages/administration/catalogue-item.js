/** Writing what can be asked for: what it says, its form, who approves, what is done for it. */
import { html } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { ItemEditor } from "./catalogue/editor.js";
import { useLoad } from "../../ui/load.js";
import { read } from "../../services/records.js";
import { useAddress } from "../../shell/router.js";
import { t } from "../../text/text.js";

const fresh = () => ({ name: "", summary: "", description: null, icon: null, topic: null, form: [], entitlement: { organisations: [], roles: [], teams: [] }, approvals: [], costOwner: null, plan: [], delivery: { amount: 3, unit: "days" }, cost: null });

export default function CatalogueItem({ id }) {
  const { query } = useAddress();
  const { data: item, error, again, set } = useLoad((signal) => (id === "new" ? { id: null, offering: query.get("offering"), state: "draft", edition: 0, content: fresh() } : read("requestItem", id, signal)), [id]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!item) return html`<div class="page"><${Skeleton} lines=${10} /></div>`;
  const about = html`<span class="record-line"><${State} value=${item.state} />${item.edition > 0 && html`<span>${t("catalogue.edition", { edition: String(item.edition) })}</span>`}</span>`;
  return html`<${Page} title=${item.content.name || t("catalogue.new-item")} about=${about} trail=${{ href: "/administration/catalogue", label: t("nav.catalogue") }}><${ItemEditor} key=${`${item.id}.${item.version}`} item=${item} saved=${(next) => set(() => next)} /><//>`;
}
