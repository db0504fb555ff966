/** Counters at the left of the queue: each is a filter, and counts what its list shows. */
import { html } from "../../ui/preact.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { list } from "../../services/records.js";
import { useLive } from "../../shell/live.js";
import { me } from "../../shell/session.js";
import { t } from "../../text/text.js";

const most = 200;

const views = (teams) => [
  { name: "open", query: { open: "true" }, fits: () => true },
  { name: "urgent", query: { open: "true", priority: "1,2" }, fits: (record) => record.priority <= 2 },
  { name: "mine", query: { open: "true", assignee: me().id }, fits: (record) => record.assignee?.id === me().id },
  { name: "nobody", query: { open: "true", assignee: "none" }, fits: (record) => !record.assignee },
  { name: "waiting", query: { open: "true", state: "on_hold" }, fits: (record) => record.state === "on_hold" },
  ...teams.filter((team) => me().teams?.some((own) => own.toLowerCase() === team.id.toLowerCase()))
    .map((team) => ({ name: "team", label: team.name, query: { open: "true", team: team.id }, fits: (record) => record.team?.id === team.id })),
  { name: "resolved", query: { state: "resolved" } },
  { name: "all", query: {} },
];

const address = (query) => `/work/incidents${Object.keys(query).length ? `?${new URLSearchParams(query)}`.replaceAll("%2C", ",") : ""}`;

function isHere(query, wanted) {
  const names = ["open", "priority", "assignee", "state", "team", "q"];
  return names.every((name) => (query.get(name) ?? "") === (wanted[name] ?? ""));
}

export function Views({ teams, query }) {
  const open = useLoad(() => list("incident", { open: true, limit: most }), []);
  const renew = useSettled(open.again, 1000);
  useLive("incident", renew);
  const count = (view) => {
    if (!open.data || !view.fits) return null;
    const found = open.data.items.filter(view.fits).length;
    return html`<span class="count">${found}${open.data.next ? "+" : ""}</span>`;
  };
  return html`<nav class="views" aria-label=${t("views.label")}>
    ${views(teams).map((view) => html`<a href=${address(view.query)} aria-current=${isHere(query, view.query) ? "page" : undefined}>
      <span class="one-line">${view.label ?? t(`views.${view.name}`)}</span><span class="spring" />${count(view)}</a>`)}
  </nav>`;
}
