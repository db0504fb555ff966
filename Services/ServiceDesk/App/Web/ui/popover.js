/** Things that open beside a button: menus to act, panels to read. Escape and a press outside close them, focus returns. */
import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";

/** Keeps a floating thing on the screen, below its anchor where there is room. */
function usePlace(open, anchor, panel) {
  useLayoutEffect(() => {
    if (!open || !panel.current) return undefined;
    const place = () => {
      const [at, own] = [anchor.current.getBoundingClientRect(), panel.current.getBoundingClientRect()];
      const left = Math.max(8, Math.min(at.left, innerWidth - own.width - 8));
      const below = at.bottom + 4 + own.height <= innerHeight - 8;
      const top = below ? at.bottom + 4 : Math.max(8, at.top - 4 - own.height);
      Object.assign(panel.current.style, { left: `${left}px`, top: `${top}px` });
    };
    place();
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
    return () => { removeEventListener("scroll", place, true); removeEventListener("resize", place); };
  });
}

/** Closes on Escape, on a press outside, and when focus leaves; from the moment it can be seen, however quick the hand. */
function useClosing(open, close, anchor, panel) {
  useLayoutEffect(() => {
    if (!open) return undefined;
    const press = (event) => {
      if (!panel.current?.contains(event.target) && !anchor.current?.contains(event.target)) close(false);
    };
    const key = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      close(true);
    };
    addEventListener("pointerdown", press, true);
    addEventListener("keydown", key, true);
    return () => { removeEventListener("pointerdown", press, true); removeEventListener("keydown", key, true); };
  }, [open]);
}

/** @param {{trigger: (open: boolean, toggle: Function) => any, role?: string, label?: string, children: (close: Function) => any}} props */
export function Popover({ trigger, role = "dialog", label, wide, children }) {
  const [open, show] = useState(false);
  const anchor = useRef(null);
  const panel = useRef(null);
  const close = (focus = true) => {
    show(false);
    if (focus) anchor.current?.querySelector("button, a")?.focus();
  };
  usePlace(open, anchor, panel);
  useClosing(open, close, anchor, panel);
  useEffect(() => {
    if (open) panel.current?.querySelector("[autofocus], input, [role=menuitem], button, a")?.focus();
  }, [open]);
  return html`<span class="anchor" ref=${anchor}>${trigger(open, () => (open ? close() : show(true)))}</span>
    ${open && html`<div ref=${panel} class=${`popover${wide ? " wide" : ""}`} role=${role} aria-label=${label} tabindex="-1"
      onKeyDown=${role === "menu" ? walk : undefined}>${children(close)}</div>`}`;
}

/** Arrow keys, Home and End among menu items. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll('[role^="menuitem"]')];
  const at = items.indexOf(document.activeElement);
  const next = Number.isFinite(step) ? (at + step + items.length) % items.length : step < 0 ? 0 : items.length - 1;
  items[next]?.focus();
}

/**
 * A menu of things to do.
 * @param {{label: string, icon?: string, text?: any, items: {label: string, icon?: string, tone?: string, key?: string, run?: Function, href?: string, chosen?: boolean}[]}} props
 */
export function Menu({ label, icon = "more", text, items, look = "plain", small }) {
  const trigger = (open, toggle) => html`<${Button} look=${look} small=${small} icon=${icon} label=${text ? undefined : label}
    aria-haspopup="menu" aria-expanded=${String(open)} onClick=${toggle}>${text}<//>`;
  return html`<${Popover} trigger=${trigger} role="menu" label=${label}>${(close) => items.map((item) => html`<${Item} item=${item} close=${close} />`)}<//>`;
}

function Item({ item, close }) {
  const inside = html`${item.icon ? html`<${Icon} name=${item.icon} />` : html`<span class="icon" />`}<span class="spring">${item.label}</span>
    ${item.chosen && html`<${Icon} name="check" />`}${item.key && html`<kbd>${item.key}</kbd>`}`;
  const kind = item.chosen === undefined ? "menuitem" : "menuitemradio";
  const common = { role: kind, tabindex: "-1", class: `menu-item${item.tone ? ` ${item.tone}` : ""}`, "aria-checked": item.chosen === undefined ? undefined : String(item.chosen) };
  if (item.href) return html`<a ...${common} href=${item.href} onClick=${() => close(false)}>${inside}</a>`;
  return html`<button type="button" ...${common} onClick=${() => { close(); item.run(); }}>${inside}</button>`;
}
