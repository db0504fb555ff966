/** Single keys for those who live here; a screen says which it understands, `?` shows them, and they can be switched off. */
import { html, useEffect, useRef, useState } from "../ui/preact.js";
import { Dialog } from "../ui/dialog.js";
import { t } from "../text/text.js";

const layers = [];
let off = localStorage.getItem("dienst.keys") === "off";

/** @param {Record<string, {label: string, run: Function}>} keys those of this component, while it is shown */
export function useKeys(keys) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const layer = () => latest.current;
    layers.push(layer);
    return () => layers.splice(layers.indexOf(layer), 1);
  }, []);
}

const typing = (element) => element?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
let sequence = "";
let forget;

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || off) return;
  if (typing(event.target) || document.querySelector("dialog[open]") || document.querySelector(".popover")) return;
  const tries = [sequence + event.key, event.key];
  for (const key of tries) {
    for (const layer of [...layers].reverse()) {
      const found = layer()[key];
      if (!found?.run) continue;
      event.preventDefault();
      sequence = "";
      found.run(event);
      return;
    }
  }
  sequence = event.key === "g" ? "g " : "";
  clearTimeout(forget);
  forget = setTimeout(() => { sequence = ""; }, 1200);
}

/** Begins to hear keys. */
export const startKeys = () => addEventListener("keydown", pressed);

/** All keys that do something now. */
export function KeysHelp({ close }) {
  const [silent, mute] = useState(off);
  const known = new Map(layers.flatMap((layer) => Object.entries(layer())));
  const set = (value) => {
    off = value;
    localStorage.setItem("dienst.keys", value ? "off" : "on");
    mute(value);
  };
  return html`<${Dialog} title=${t("keys.title")} close=${close}>
    <dl class="keys">
      <div><dt><kbd>Ctrl</kbd> <kbd>K</kbd></dt><dd>${t("keys.palette")}</dd></div>
      ${[...known].filter(([, key]) => key.label).map(([key, { label }]) => html`<div>
        <dt>${key.split(" ").map((part) => html`<kbd>${part}</kbd> `)}</dt><dd>${label}</dd></div>`)}
    </dl>
    <label class="check"><input type="checkbox" checked=${!silent} onChange=${(event) => set(!event.target.checked)} /> ${t("keys.on")}</label>
  <//>`;
}
