/** The restore order board: what to restore first, why, what it costs meanwhile, and what if another came first. */
import { html, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { Numbered } from "../../ui/bits.js";
import { RestoreCard } from "./restore-card.js";
import { RestoreTeams } from "./restore-teams.js";
import { useRestoreOrder } from "../../services/restore.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { useKeys } from "../../shell/shortcuts.js";
import { number } from "../../text/format.js";
import { t } from "../../text/text.js";

const worth = (value) => number(Math.round(value));

export default function RestoreOrder() {
  const first = useAddress().query.get("first");
  const list = useRef(null);
  const dragged = useRef(null);
  const held = () => list.current?.matches(":hover, :focus-within") ?? false;
  const { data, error, again, waits, fresh } = useRestoreOrder(first, held);
  const ask = (wanted) => setQuery({ first: wanted });
  const walk = useWalk(list);
  useKeys({
    j: { label: t("keys.next"), run: () => walk(1) }, k: { label: t("keys.previous"), run: () => walk(-1) },
    f: { label: t("restore.first"), run: () => ask(walk(0)?.dataset.number) },
    n: { label: t("keys.fresh"), run: waits ? fresh : undefined },
    b: { label: t("restore.back"), run: first ? () => ask(null) : undefined },
  });
  const drop = (event) => { event.preventDefault(); if (dragged.current) ask(dragged.current); };
  return html`<${Page} title=${t("nav.restore-order")} about=${data && html`<${Summary} order=${data} />`}
    actions=${data && data.teams.length > 0 && html`<${RestoreTeams} teams=${data.teams} done=${again} />`}>
    ${error && !data ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} /></div>` : html`
      ${data.whatIf && html`<${WhatIf} order=${data} back=${() => ask(null)} />`}
      ${error && html`<${Notice} tone="warning" icon="alert"><span class="row wraps">${t("restore.gone")} <${Button} small onClick=${() => ask(null)}>${t("restore.back")}<//></span><//>`}
      ${waits && html`<div role="status"><${Notice} tone="info" icon="refresh"><span class="row wraps">${t("restore.changed")} <${Button} small onClick=${fresh}>${t("restore.show")}<//></span><//></div>`}
      ${data.positions.length === 0 ? html`<${Empty} icon="check-circle" title=${t("restore.empty")}>${t("restore.empty.text")}<//>`
      : html`<ol class="restore" ref=${list} onDragOver=${(event) => event.preventDefault()} onDrop=${drop}>
        ${data.positions.map((place) => html`<${RestoreCard} key=${place.incident.id} place=${place} first=${() => ask(place.incident.number)}
          drag=${() => { dragged.current = place.incident.number; }} isWhatIf=${Boolean(data.whatIf)} />`)}</ol>`}
      ${data.standing.length > 0 && html`<section class="stack tight restore-standing"><h2>${t("restore.standing")}</h2>
        <ul>${data.standing.map((one) => html`<li><${Numbered} number=${one.number} /> ${one.summary}</li>`)}</ul></section>`}
      ${data.leftOut > 0 && html`<p class="muted">${t("restore.left-out", { count: data.leftOut })}</p>`}`}
  <//>`;
}

/** Moves the focus among the cards; answers the one that has it. */
const useWalk = (list) => (step) => {
  const cards = [...(list.current?.querySelectorAll(".restore-card") ?? [])];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const next = cards[step === 0 ? at : Math.max(0, Math.min(cards.length - 1, at + step))];
  if (step !== 0) next?.focus();
  return next;
};

function Summary({ order }) {
  const saved = order.lostByPriority - order.lost;
  return html`<span class="row wraps" role="status">
    <span class="strong">${t("restore.loses", { value: worth(order.lossPerHour) })}</span>
    ${order.positions.length > 0 && html`<span>${t("restore.total", { value: worth(order.lost) })}</span>`}
    ${!order.whatIf && saved >= 1 && html`<span class="tone-ok restore-saved">${t("restore.saved", { value: worth(saved), share: Math.round((saved / order.lostByPriority) * 100) })}</span>`}
  </span>`;
}

function WhatIf({ order, back }) {
  const { first, costs } = order.whatIf;
  const words = costs >= 1 ? t("restore.what-if", { number: first.number, value: worth(costs) }) : t("restore.what-if.nothing", { number: first.number });
  return html`<div role="status"><${Notice} tone=${costs >= 1 ? "warning" : "ok"} icon="question"><span class="row wraps">${words} <${Button} small icon="history" onClick=${back}>${t("restore.back")}<//></span><//></div>`;
}
