/** One reply or note. What the requester reads and what only staff read differ in place, colour, sign and word. */
import { html } from "./preact.js";
import { Button } from "./button.js";
import { Files } from "./attach.js";
import { Icon } from "./icon.js";
import { Markdown } from "./markdown.js";
import { sentence } from "./standing.js";
import { Numbered, Time } from "./bits.js";
import { placeOfRecord } from "../services/places.js";
import { withdraw } from "../services/teamwork.js";
import { me } from "../shell/session.js";
import { notify } from "../shell/notices.js";
import { t } from "../text/text.js";

const withdrawable = 15 * 60_000;

export function Said({ entry, about, names, changed }) {
  const name = names.get(entry.author?.toLowerCase()) ?? t("common.someone");
  const internal = entry.kind === "note";
  const mine = entry.author?.toLowerCase() === me().id.toLowerCase();
  const take = () => withdraw(entry.from ?? about, entry.id).then(changed, (error) => notify(sentence(error), { tone: "critical" }));
  const style = internal ? "note" : entry.by === "requester" ? "theirs" : "ours";
  return html`<li class=${`said ${style}`}>
    <span class="entry-mark"><${Icon} name=${internal ? "lock" : entry.by === "requester" ? "person" : "reply"} /></span>
    <article class="said-card"><header class="row wraps"><span class="strong" dir="auto">${name}</span>
      <span class="said-kind">${internal ? t("talk.internal") : entry.by === "requester" ? t("talk.from-requester") : t("talk.to-requester")}</span>
      ${entry.channel && entry.channel !== "web" && html`<span class="small muted">${t(`talk.channel.${entry.channel}`)}</span>`}
      ${entry.from && html`<${Numbered} number=${entry.from.number} at=${placeOfRecord(entry.from)} />`}
      <span class="spring" /><span class="small muted"><${Time} value=${entry.at} /></span>
      ${internal && mine && !entry.withdrawnAt && Date.now() - new Date(entry.at) < withdrawable && html`<${Button} look="plain" small icon="trash" label=${t("talk.withdraw")} onClick=${take} />`}</header>
      ${entry.withdrawnAt ? html`<p class="muted">${t("talk.withdrawn")}</p>` : html`<${Markdown} text=${entry.text ?? ""} />`}
      ${entry.attachments?.length > 0 && html`<${Files} kind=${about.kind} id=${about.id} files=${entry.attachments} />`}
    </article></li>`;
}
