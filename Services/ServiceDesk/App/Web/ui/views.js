/** Filters under a name, at the left of a list: those that come with it, one's own, and those others share. Each counts what it shows. */
import { html, useEffect, useRef, useState } from "./preact.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Form } from "./form.js";
import { Icon } from "./icon.js";
import { Menu } from "./popover.js";
import { sentence } from "./standing.js";
import { useLoad, useSettled } from "./load.js";
import { changeView, count, dropView, keepView, views } from "../services/lists.js";
import { choices, useAll } from "../services/names.js";
import { kinds } from "../services/records.js";
import { useLive } from "../shell/live.js";
import { notify } from "../shell/notices.js";
import { navigate } from "../shell/router.js";
import { me } from "../shell/session.js";
import { number } from "../text/format.js";
import { t, word } from "../text/text.js";

const passing = new Set(["seen", "cursor", "view"]);

/** The words of an address that make a view: its filters and order. */
const wordsOf = (query) => [...query].filter(([name, value]) => value && !passing.has(name) && name !== "columns").map(([name, value]) => `${name}=${value}`).sort().join("&");
const textOf = (query) => new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString().replaceAll("%2C", ",");

function Count({ kind, query }) {
  const text = textOf(query);
  const { sort: _, columns: __, view: ___, ...filters } = query;
  const counted = useLoad((signal) => count(kind, filters, signal).catch(() => null), [kind, text]);
  const renew = useSettled(counted.again, 1000);
  useLive(kinds[kind].topic, renew);
  return counted.data ? html`<span class="count">${number(counted.data.count)}${counted.data.more ? "+" : ""}</span>` : html`<span class="count" />`;
}

/** @param {{kind: string, root: string, query: URLSearchParams, standing: {name: string, label: string, query: object, counts?: boolean}[], columns: string[], now: object}} props */
export function Views({ kind, root, query, standing, columns }) {
  const saved = useLoad((signal) => views(kind, signal).catch(() => []), [kind]);
  const renew = useSettled(saved.again, 500);
  useLive("view", renew);
  const [keeping, keep] = useState(false);
  const here = wordsOf(query);
  const address = (wanted, more = {}) => { const text = textOf({ ...wanted, ...more }); return text ? `${root}?${text}` : root; };
  const isHere = (wanted) => wordsOf(new URLSearchParams(textOf(wanted))) === here;
  const line = (view, wanted, more) => html`<a href=${address(wanted, more)} aria-current=${isHere(wanted) ? "page" : undefined}>
    ${view.icon && html`<${Icon} name=${view.icon} />`}<span class="one-line">${view.label ?? view.name}</span><span class="spring" />${view.counts !== false && html`<${Count} kind=${kind} query=${wanted} />`}</a>`;
  const own = saved.data ?? [];
  const drop = (view) => dropView(view).then(() => { saved.again(); notify(t("views.dropped", { name: view.name })); }, (error) => notify(sentence(error), { tone: "critical" }));
  const known = [...standing.map((view) => view.query), ...own.map((view) => Object.fromEntries(new URLSearchParams(view.query)))].some(isHere);
  const row = useRef(null);
  useEffect(() => {
    const now = row.current.querySelector("[aria-current]");
    if (now) row.current.scrollLeft += Math.max(0, now.getBoundingClientRect().right - row.current.getBoundingClientRect().right + 2);
  }, [here, saved.data]);
  return html`<nav class="views" ref=${row} aria-label=${t("views.label")}>
    ${standing.map((view) => html`<${View} key=${view.name}>${line(view, view.query)}<//>`)}
    ${own.length > 0 && html`<h3 class="views-head">${t("views.saved")}</h3>`}
    ${own.map((view) => html`<div class="view-own" key=${view.id}>${line({ ...view, icon: view.sharing === "me" ? "bookmark" : "people" }, Object.fromEntries(new URLSearchParams(view.query)), { columns: view.columns?.join(",") })}
      ${view.owner?.toLowerCase() === me().id.toLowerCase() && html`<${Menu} label=${t("views.change", { name: view.name })} small items=${[{ label: t("views.edit"), icon: "pencil", run: () => keep(view) }, { label: t("views.drop"), icon: "trash", tone: "danger", run: () => drop(view) }]} />`}</div>`)}
    ${!known && here && html`<${Button} look="plain" small icon="bookmark" onClick=${() => keep(true)}>${t("views.keep")}<//>`}
    ${keeping && html`<${Keep} kind=${kind} view=${keeping === true ? undefined : keeping} query=${here} columns=${columns} close=${() => keep(false)} done=${(view) => { keep(false); saved.again(); navigate(address(Object.fromEntries(new URLSearchParams(view.query)), { columns: view.columns?.join(",") })); }} />`}
  </nav>`;
}

const View = ({ children }) => children;

/** Makes a view, or changes one: its name and who sees it, and with a tick what it shows. */
function Keep({ kind, view, query, columns, close, done }) {
  const teams = useAll("team").filter((team) => me().teams?.some((own) => own.toLowerCase() === team.id.toLowerCase()));
  const sharings = ["me", ...(teams.length > 0 ? ["teams"] : []), "everyone"].map((value) => ({ value, label: word("views.sharing", value) }));
  const fields = [
    { name: "name", label: t("views.name"), required: true, longest: 80 },
    { name: "sharing", label: t("views.sharing"), kind: "choice", required: true, options: sharings },
    ...(teams.length > 1 ? [{ name: "team", label: t("record.team"), kind: "choice", options: choices(teams) }] : []),
    ...(view ? [{ name: "filters", label: t("views.edit.filters"), kind: "check" }] : []),
  ];
  const send = ({ name, sharing, team, filters }, key) => {
    const wanted = { name, sharing, teams: sharing === "teams" ? [team ?? teams[0].id] : [] };
    if (!view) return keepView(kind, { ...wanted, query, columns }, key);
    return changeView(view, filters ? { ...wanted, query, columns } : wanted);
  };
  const label = view ? t("action.save") : t("views.keep");
  return html`<${Dialog} title=${view ? t("views.edit") : t("views.keep")} close=${close}><${Form} fields=${fields} draft=${null} start=${view ? { name: view.name, sharing: view.sharing, team: view.teams?.[0] } : { sharing: "me" }} label=${label} send=${send} done=${done} cancel=${close} /><//>`;
}
