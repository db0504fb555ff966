/** Files on their way to a record: chosen, dropped or pasted, each with how far it has come and what is wrong with it. */
import { html, useRef, useState } from "./preact.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { sentence } from "./standing.js";
import { attach, detach, save } from "../services/talk.js";
import { notify } from "../shell/notices.js";
import { size } from "../text/format.js";
import { t } from "../text/text.js";

const largest = 25 * 1024 * 1024;
let keys = 0;

/** Uploads for one reply. `ids` are those of the files that have arrived. */
export function useUploads(kind, id) {
  const [items, show] = useState([]);
  const change = (key, part) => show((before) => before.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const begin = async (file) => {
    const key = ++keys;
    show((before) => [...before, { key, name: file.name, share: 0 }]);
    if (file.size > largest) return change(key, { error: t("files.too-large", { size: size(largest) }) });
    try {
      change(key, { attachment: await attach(kind, id, file, (share) => change(key, { share })), share: 1 });
    } catch (problem) {
      change(key, { error: sentence(problem) });
    }
  };
  const remove = (item) => {
    show((before) => before.filter(({ key }) => key !== item.key));
    if (item.attachment) detach(kind, id, item.attachment.id).catch(() => {});
  };
  return {
    items, add: (files) => [...files].forEach(begin), remove, clear: () => show([]),
    ids: items.map(({ attachment }) => attachment?.id).filter(Boolean), busy: items.some(({ attachment, error }) => !attachment && !error),
  };
}

/** What makes an element take files that are dropped on it or pasted into it. */
export const takesFiles = (add) => ({
  onDragOver: (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); },
  onDrop: (event) => { if (event.dataTransfer?.files.length > 0) { event.preventDefault(); add(event.dataTransfer.files); } },
  onPaste: (event) => { if (event.clipboardData?.files.length > 0) { event.preventDefault(); add(event.clipboardData.files); } },
});

/** The button to choose files. */
export function AttachButton({ add }) {
  const input = useRef(null);
  const chosen = (event) => { add(event.target.files); event.target.value = ""; };
  return html`<input ref=${input} class="unseen" type="file" multiple tabindex="-1" aria-label=${t("files.attach")} onChange=${chosen} />
    <${Button} look="plain" icon="clip" onClick=${() => input.current.click()}>${t("files.attach")}<//>`;
}

/** Files that are being sent with what is being written. */
export const Uploads = ({ uploads }) => uploads.items.length > 0 && html`<ul class="files" role="status">${uploads.items.map((item) => html`<li class=${item.error ? "file wrong" : "file"}>
  <${Icon} name=${item.error ? "alert" : "file"} /><span class="one-line" dir="auto">${item.name}</span>
  ${item.error ? html`<span class="small">${item.error}</span>` : !item.attachment && html`<progress max="1" value=${item.share} aria-label=${item.name} />`}
  <button type="button" class="chip-drop" aria-label=${t("filter.remove", { name: item.name })} onClick=${() => uploads.remove(item)}><${Icon} name="close" /></button></li>`)}</ul>`;

/** Files that are there, to be saved. */
export const Files = ({ kind, id, files }) => files.length > 0 && html`<ul class="files">${files.map((file) => html`<li><button type="button" class="file" onClick=${() => save(kind, id, file).catch((problem) => notify(sentence(problem), { tone: "critical" }))}>
  <${Icon} name="download" /><span class="one-line" dir="auto">${file.name}</span><span class="small muted figures">${size(file.size)}</span></button></li>`)}</ul>`;
