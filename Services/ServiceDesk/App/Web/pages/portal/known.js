/** What is known of major incidents: a banner on the portal, and the status page of each audience. */
import { html } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { Time } from "../../ui/bits.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { Progress } from "../operations/major-bits.js";
import { statusPage } from "../../services/majors.js";
import { useLive } from "../../shell/live.js";
import { list } from "../../text/format.js";
import { t } from "../../text/text.js";

/** What an audience may know, live. @param {string} audience */
export function useStatusPage(audience) {
  const loaded = useLoad((signal) => statusPage(audience, signal), [audience]);
  useLive(["major-incident", "service"], useSettled(loaded.again, 500));
  return loaded;
}

export const isOver = ({ state }) => state !== "accepted";
export const titleOf = (entry) => entry.summary ?? t(isOver(entry) ? "status.over" : "status.trouble", { services: list(entry.services.map(({ name }) => name)) });

/** The newest words about each of what goes on; nothing when all is well. */
export function KnownTrouble() {
  const { data } = useStatusPage("users");
  const entries = (data?.items ?? []).filter((entry) => !isOver(entry));
  if (entries.length === 0) return null;
  return html`<div class="stack" role="status">${entries.map((entry) => html`<a key=${entry.id} class="known tone-critical" href="/portal/status-page"><${Icon} name="alert" large />
    <span class="stack tight spring"><strong>${titleOf(entry)}</strong><span class="breaks" dir="auto">${entry.updates[0]?.text ?? t("status.begun")}</span>
      <span class="small row wraps">${entry.updates[0] && html`<${Progress} value=${entry.updates[0].progress} />`}${entry.nextUpdateAt && html`<span>${t("status.next")} <${Time} value=${entry.nextUpdateAt} /></span>`}</span></span>
    <${Icon} name="arrow-right" /></a>`)}</div>`;
}
