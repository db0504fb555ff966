/** Asking for something that is not in the catalogue: it is written down, answered with a reason, and counted. */
import { html, useRef } from "../../ui/preact.js";
import { Form } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { useMyServices } from "./status.js";
import { askForMissing } from "../../services/portal.js";
import { navigate, useAddress } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export default function Ask() {
  const { query } = useAddress();
  const { data: services = [] } = useMyServices();
  const start = useRef({ wish: query.get("q") ?? "" });
  const fields = [
    { name: "wish", label: t("ask.wish"), required: true, longest: 200, hint: t("ask.wish.hint") },
    { name: "details", label: t("ask.details"), kind: "area", longest: 4000, hint: t("ask.details.hint") },
    { name: "service", label: t("ask.service"), kind: "choice", none: t("ask.service.none"), options: services.map(({ id, name }) => ({ value: id, label: name })) },
  ];
  const done = (wish) => { notify(t("ask.done", { number: wish.number })); navigate(`/portal/records/unsupported-request/${wish.id}?new=yes`); };
  return html`<${Page} title=${t("ask.title")} about=${t("ask.about")} trail=${{ href: "/portal/catalogue", label: t("nav.wishes") }} narrow>
    <div class="portal"><section class="card roomy-form"><${Form} fields=${fields} start=${start.current} draft="ask" label=${t("ask.send")} send=${askForMissing} done=${done} /></section></div>
  <//>`;
}
