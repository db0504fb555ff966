/** What somebody was told: how much of it is unread, and the newest of it. */
import { html, useEffect, useState } from "../ui/preact.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Popover } from "../ui/popover.js";
import { Failure, Skeleton } from "../ui/standing.js";
import { Time } from "../ui/bits.js";
import { useLoad } from "../ui/load.js";
import { get, post } from "../services/client.js";
import { useLive } from "./live.js";
import { navigate } from "./router.js";
import { t, word } from "../text/text.js";

const icons = { approval_requested: "approve", request_decided: "check-circle", reply: "reply", mention: "person", record_update: "info", task_assigned: "check", service_appeared: "service", article_review: "book", agreement_review: "file", report_ready: "file", major_incident: "alert", update_overdue: "clock", escalated: "up", coverage_gap: "phone" };

/** Looked at anew every minute while the page is seen, and when anything happens to a conversation. */
export function useUnread() {
  const [unread, show] = useState(0);
  const look = () => document.visibilityState === "visible" && get("notices/unread", undefined, undefined, "low").then((answer) => show(answer.unread), () => {});
  useEffect(() => {
    look();
    const timer = setInterval(look, 60_000);
    document.addEventListener("visibilitychange", look);
    return () => { clearInterval(timer); document.removeEventListener("visibilitychange", look); };
  }, []);
  useLive(["conversation", "request", "notice"], look);
  return [unread, look];
}

/** @param {{told: ReturnType<typeof useUnread>}} props */
export function Bell({ told: [unread, look] }) {
  const label = unread > 0 ? t("notices.unread", { count: unread }) : t("notices.title");
  const trigger = (open, toggle) => html`<span class="bell"><${Button} look="plain" small icon="bell" label=${label} aria-expanded=${String(open)} onClick=${toggle} />
    ${unread > 0 && html`<span class="bell-count" aria-hidden="true">${unread > 99 ? "99+" : unread}</span>`}</span>`;
  return html`<${Popover} trigger=${trigger} label=${t("notices.title")} wide>${(close) => html`<${Told} close=${close} look=${look} />`}<//>`;
}

function Told({ close, look }) {
  const { data, error, again } = useLoad(() => get("notices", { limit: 15 }), []);
  const readAll = async () => { await post("notices/read"); look(); again(); };
  const open = async (notice) => {
    close(false);
    navigate(notice.template === "approval_requested" ? "/portal/approvals" : notice.link);
    if (!notice.readAt) await post(`notices/${notice.id}/read`);
    look();
  };
  return html`<div class="stack tight">
    <div class="row"><h2 class="spring">${t("notices.title")}</h2>${data?.items.some((notice) => !notice.readAt) && html`<${Button} look="plain" small onClick=${readAll}>${t("notices.read-all")}<//>`}</div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${4} />`
      : data.items.length === 0 ? html`<p class="muted notices-none">${t("notices.none")}</p>`
      : html`<ul class="notice-list">${data.items.map((notice) => html`<li><button type="button" class=${notice.readAt ? "notice-line" : "notice-line new"} onClick=${() => open(notice)}>
          <${Icon} name=${icons[notice.template] ?? "info"} /><span class="stack tight spring"><span class="strong one-line" dir="auto">${notice.title}</span>
          <span class="small one-line" dir="auto">${[word("notice", notice.template), notice.actor].filter(Boolean).join(" · ")}</span>
          <span class="small muted"><span class="number">${notice.number}</span> · <${Time} value=${notice.createdAt} /></span></span>
          ${!notice.readAt && html`<span class="unseen">${t("notices.new")}</span>`}</button></li>`)}</ul>`}
  </div>`;
}
