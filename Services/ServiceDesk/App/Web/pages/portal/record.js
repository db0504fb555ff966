/** A record of one's own, whatever its kind. */
import { html } from "../../ui/preact.js";
import { Missing } from "../../ui/standing.js";
import { MyIncident } from "./incident.js";
import { MyRequest } from "./request.js";
import { MyWish } from "./wish.js";
import { ContactLead } from "./contact.js";

const shown = { incident: MyIncident, request: MyRequest, "unsupported-request": MyWish, contact: ContactLead };

/** An address with a number alone is that of an incident. */
export default function MyRecord({ kind = "incident", id, number }) {
  const Content = shown[kind];
  return Content ? html`<${Content} id=${id ?? number} />` : html`<${Missing} />`;
}
