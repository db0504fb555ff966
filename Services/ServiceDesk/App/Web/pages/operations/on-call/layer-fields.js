/** The fields of one layer: who takes turns, how they hand over, and in which hours it counts. */
import { html, useState } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Field } from "../../../ui/field.js";
import { Picker } from "../../../ui/picker.js";
import { daysOn, monday } from "../calendar-model.js";
import { isoDay, list } from "../../../text/format.js";
import { findPeople, useNamesOf } from "../../../services/people.js";
import { t, word } from "../../../text/text.js";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export const newLayer = (place) => ({ name: t("on-call.layer.name", { number: place }), level: place - 1, turns: [], start: `${isoDay(daysOn(monday(new Date()), -7))}T09:00`, every: 1, unit: "weeks", windows: [] });

const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutes = (text) => { const [hour, minute] = (text || "00:00").split(":").map(Number); return hour * 60 + minute; };

function Turns({ turns, change }) {
  const [next, pick] = useState(0);
  const names = useNamesOf(turns.flat());
  const [known, learn] = useState({});
  const move = (at, step) => { const rest = turns.filter((_, place) => place !== at); change([...rest.slice(0, at + step), turns[at], ...rest.slice(at + step)]); };
  const label = (turn) => (turn.length === 0 ? t("on-call.nobody") : list(turn.map((id) => known[id] ?? names.get(id) ?? t("common.someone"))));
  return html`<div class="field"><span class="label">${t("on-call.turns")}</span>
    <ol class="on-call-turns">${turns.map((turn, at) => html`<li class="row" key=${at}><span class="spring one-line">${label(turn)}</span>
      ${at > 0 && html`<${Button} small look="plain" icon="up" label=${t("on-call.earlier", { name: label(turn) })} onClick=${() => move(at, -1)} />`}
      <${Button} small look="plain" icon="close" label=${t("filter.remove", { name: label(turn) })} onClick=${() => change(turns.filter((_, place) => place !== at))} /></li>`)}</ol>
    <${Picker} key=${next} label=${t("on-call.turn.add")} required value=${null} find=${findPeople} change=${(id, item) => { if (id) { learn({ ...known, [id]: item.name }); change([...turns, [id]]); pick(next + 1); } }} /></div>`;
}

function Windows({ windows, change }) {
  const set = (at, part) => change(windows.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const days = weekdays.map((value) => ({ value, label: word("weekday", value) }));
  const field = (at, name, kind, label, value, take) => html`<${Field} field=${{ name: `window.${at}.${name}`, label, kind, required: true, options: days }} value=${value} change=${take} />`;
  return html`<div class="field"><span class="label">${t("on-call.windows")}</span>
    ${windows.length === 0 && html`<span class="muted">${t("on-call.windows.always")}</span>`}
    ${windows.map((one, at) => html`<div class="on-call-window" key=${at}>
      ${field(at, "fromDay", "choice", t("on-call.from"), one.fromDay, (fromDay) => set(at, { fromDay }))}${field(at, "from", "clock", t("on-call.clock"), clock(one.from), (from) => set(at, { from: minutes(from) }))}
      ${field(at, "untilDay", "choice", t("on-call.until"), one.untilDay, (untilDay) => set(at, { untilDay }))}${field(at, "until", "clock", t("on-call.clock"), clock(one.until), (until) => set(at, { until: minutes(until) }))}
      <${Button} small look="plain" icon="close" label=${t("on-call.window.drop")} onClick=${() => change(windows.filter((_, place) => place !== at))} /></div>`)}
    <div class="row wraps"><${Button} small icon="plus" onClick=${() => change([...windows, { fromDay: "monday", from: 480, untilDay: "friday", until: 1080 }])}>${t("on-call.window.add")}<//>
      <${Button} small look="plain" onClick=${() => change(weekdays.slice(0, 5).map((day) => ({ fromDay: day, from: 480, untilDay: day, until: 1080 })))}>${t("on-call.window.office")}<//></div></div>`;
}

/** @param {{layer: object, at: number, change: (layer: object) => void, drop: Function | false}} props */
export function LayerFields({ layer, at, change, drop }) {
  const set = (part) => change({ ...layer, ...part });
  const field = (name, more, take = (value) => set({ [name]: value })) => html`<${Field} field=${{ name: `layer.${at}.${name}`, required: true, ...more }} value=${layer[name]} change=${take} />`;
  const units = ["hours", "days", "weeks"].map((value) => ({ value, label: word("on-call.unit", value) }));
  return html`<fieldset class="card stack on-call-layer"><legend class="unseen">${layer.name}</legend>
    <div class="fields">${field("name", { label: t("on-call.layer"), longest: 200 })}${field("level", { label: t("on-call.level"), kind: "number", hint: t("on-call.level.hint") }, (value) => set({ level: Number(value) }))}</div>
    <div class="fields">${field("start", { label: t("on-call.start"), kind: "time", hint: t("on-call.start.hint") }, (value) => set({ start: value.slice(0, 16) }))}
      ${field("every", { label: t("on-call.every"), kind: "number" }, (value) => set({ every: Number(value) || 1 }))}${field("unit", { label: t("on-call.unit"), kind: "choice", options: units })}</div>
    <${Turns} turns=${layer.turns} change=${(turns) => set({ turns })} /><${Windows} windows=${layer.windows} change=${(windows) => set({ windows })} />
    ${drop && html`<div><${Button} small look="plain" icon="trash" onClick=${drop}>${t("on-call.layer.drop")}<//></div>`}</fieldset>`;
}
