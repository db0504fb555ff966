/** Short sentences about what was just done, at the edge of the page; they leave by themselves. */
import { html, useEffect, useState } from "../ui/preact.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { t } from "../text/text.js";

let notices = [];
let ids = 0;
let tell = () => {};

/** Shows a sentence. @param {string} text @param {{tone?: string, link?: {href: string, label: string}}} [more] */
export function notify(text, { tone = "ok", link } = {}) {
  const id = ++ids;
  change([...notices.slice(-2), { id, text, tone, link }]);
  setTimeout(() => dismiss(id), tone === "critical" ? 12_000 : 6000);
}

const change = (next) => tell((notices = next));
const dismiss = (id) => change(notices.filter((notice) => notice.id !== id));

const icons = { ok: "check-circle", critical: "alert", info: "info" };

/** Where notices appear. */
export function Notices() {
  const [shown, show] = useState(notices);
  useEffect(() => { tell = show; return () => { tell = () => {}; }; }, []);
  return html`<div class="notices" role="status" aria-live="polite">
    ${shown.map((notice) => html`<div key=${notice.id} class=${`toast tone-${notice.tone}`}>
      <${Icon} name=${icons[notice.tone] ?? "info"} />
      <span class="body">${notice.text} ${notice.link && html`<a href=${notice.link.href}>${notice.link.label}</a>`}</span>
      <${Button} look="plain" small icon="close" label=${t("action.dismiss-notice")} onClick=${() => dismiss(notice.id)} />
    </div>`)}
  </div>`;
}
