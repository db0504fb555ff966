/** What is said about a record, and the files that go with it. */
import { call, download, get, newKey, post, upload } from "./client.js";

const root = (kind, id) => `records/${kind}/${id}`;

/** The newest page of what was said, the newest last. */
export const conversation = (kind, id, cursor, signal) => get(`${root(kind, id)}/conversation`, { cursor }, signal);
export const standing = (kind, id, signal) => get(`${root(kind, id)}/conversation/summary`, undefined, signal);
export const reply = (kind, id, body, key) => post(`${root(kind, id)}/replies`, body, { key });
export const watch = (kind, id, on) => call(on ? "PUT" : "DELETE", `${root(kind, id)}/watch`, { key: newKey() });

/** Takes up a file; `progress` hears how much of it has gone, from 0 to 1. */
export const attach = (kind, id, file, progress) => upload(`${root(kind, id)}/attachments`, { name: file.name }, file, progress);
/** Puts a file where the form that is about to be sent finds it. */
export const attachToForm = (file, progress) => upload("catalogue/files", { name: file.name }, file, progress);
export const detach = (kind, id, attachment) => call("DELETE", `${root(kind, id)}/attachments/${attachment}`);

/** Gives the file to the browser to be saved; it is never shown in the page. */
export async function save(kind, id, attachment) {
  const address = URL.createObjectURL(await download(`${root(kind, id)}/attachments/${attachment.id}`));
  const link = Object.assign(document.createElement("a"), { href: address, download: attachment.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
