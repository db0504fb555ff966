/** Runs of runbooks: what was tried, what its bounds said, what came of it. */
import { html } from "../../ui/preact.js";
import { ListPage } from "../../ui/list-page.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Effect, KillSwitch, RunState, runStates } from "./run-bits.js";
import { useAddress } from "../../shell/router.js";
import { wordFilter } from "../work/shared.js";
import { t } from "../../text/text.js";

const place = (run) => `/operations/runs/${run.number}`;

const columns = () => [
  { name: "number", label: t("record.number"), cell: (run) => html`<a class="number" href=${place(run)}>${run.number}</a>` },
  { name: "title", label: t("run.runbook"), grow: true, cell: (run) => html`<span class="one-line title">${run.runbook.name}</span>` },
  { name: "state", wide: true, label: t("record.state"), cell: (run) => html`<${RunState} value=${run.state} bare />` },
  { name: "type", label: t("run.effect"), cell: (run) => html`<${Effect} value=${run.effect} />` },
  { name: "item", label: t("record.item"), hide: "medium", cell: (run) => html`<span class="one-line mono">${run.item?.name ?? ""}</span>` },
  { name: "change", label: t("alert.column.what"), hide: "narrow", cell: (run) => html`<${Numbered} number=${run.alertNumber} />` },
  { name: "age", label: t("run.asked"), cell: (run) => html`<span class="muted"><${Time} value=${run.askedAt} /></span>` },
];

export default function Runs() {
  const { query } = useAddress();
  const about = ["runbook", "alert", "item"].filter((name) => query.get(name)).map((name) => ({ name, label: t(`run.about-${name}`), options: [{ value: query.get(name), label: "" }] }));
  return html`<${ListPage} kind="run" title=${t("nav.runs")} about=${t("runs.about")} tabs=${html`<${KillSwitch} />`} looks search
    filters=${[{ name: "underWay", label: t("run.under-way"), single: true, options: [{ value: "true", label: t("filter.yes") }] }, wordFilter("state", t("record.state"), "run.state", runStates), wordFilter("effect", t("run.effect"), "run.effect", ["better", "same", "worse"]), ...about]}
    sorts=${[{ value: "-askedAt", label: t("sort.newest") }, { value: "askedAt", label: t("sort.oldest") }]} standard="-askedAt"
    columns=${columns()} place=${place} empty=${{ icon: "play", title: t("runs.empty"), text: t("runs.empty.text") }} />`;
}
