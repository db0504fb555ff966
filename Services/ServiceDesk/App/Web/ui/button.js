/** The one button. */
import { html } from "./preact.js";
import { Icon } from "./icon.js";

/**
 * With `href` a link that looks like one; with `icon` and no children a square, whose `label` is its name.
 * @param {{look?: "primary" | "danger" | "plain", small?: boolean, icon?: string, label?: string, href?: string,
 *   busy?: boolean, type?: string, children?: any, onClick?: Function}} props
 */
export function Button({ look, small, icon, label, href, busy, type = "button", children, ...rest }) {
  const bare = children === undefined || children.length === 0;
  const style = ["button", look, small && "small", bare && "square"].filter(Boolean).join(" ");
  const inside = html`${busy ? html`<span class="spin" aria-hidden="true" />` : icon && html`<${Icon} name=${icon} />`}${children}`;
  const names = { "aria-label": label, title: bare ? label : undefined };
  if (href) return html`<a class=${style} href=${href} ...${names} ...${rest}>${inside}</a>`;
  return html`<button type=${type} class=${style} disabled=${busy || rest.disabled} ...${names} ...${rest}>${inside}</button>`;
}
