/** The head of every screen: where one is, what it is called, what can be done. */
import { html, useEffect, useRef } from "./preact.js";
import { Icon } from "./icon.js";

/** @param {{title: string, trail?: {href: string, label: string}, about?: any, actions?: any, children: any, narrow?: boolean}} props */
export function Page({ title, trail, about, actions, children, narrow, fills }) {
  const heading = useRef(null);
  useEffect(() => { document.title = `${title} · Dienst`; }, [title]);
  useEffect(() => { heading.current?.focus({ preventScroll: true }); }, []);
  return html`<div class=${["page", narrow && "narrow", fills && "fills"].filter(Boolean).join(" ")}>
    <header class="page-head">
      <div class="page-title">
        ${trail && html`<a class="trail" href=${trail.href}><${Icon} name="left" />${trail.label}</a>`}
        <h1 tabindex="-1" ref=${heading}>${title}</h1>
        ${about && html`<div class="about muted">${about}</div>`}
      </div>
      ${actions && html`<div class="row wraps commands">${actions}</div>`}
    </header>
    ${children}
  </div>`;
}
