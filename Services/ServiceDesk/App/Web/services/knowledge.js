/** Articles: read, written in several languages, found, and tied to the records they help. */
import { call, get, newKey, post } from "./client.js";

const one = (id) => `articles/${encodeURIComponent(id)}`;
const text = (id, language) => `${one(id)}/texts/${language}`;

export const article = (id, language, signal) => get(one(id), { language }, signal);
export const writeText = (id, language, body, version) => call("PUT", text(id, language), { body, version, key: newKey() });
export const describe = (id, body, version) => call("PATCH", one(id), { body, version, key: newKey() });
export const versionsOf = (id, language, signal) => get(`${text(id, language)}/versions`, undefined, signal).then((answer) => answer.items);
export const difference = (id, language, from, to, signal) => get(`${text(id, language)}/diff`, { from, to }, signal);
export const restore = (id, language, version) => post(`${text(id, language)}/versions/${version}/restore`, undefined, { key: newKey() });
export const vote = (id, helpful) => call("PUT", `${one(id)}/vote`, { body: { helpful }, key: newKey() });

/** Articles that may help with these words, the likeliest first. */
export const suggestions = (body, signal) => call("POST", "knowledge/suggest", { body, signal, key: newKey() }).then((answer) => answer.items);
export const findArticles = (query, signal) => get("knowledge/search", query, signal);
/** @param {{kind: string, id: string}} record @param {"used" | "improved"} kind */
export const use = (id, record, kind) => post(`${one(id)}/uses`, { record, kind }, { key: newKey() });
export const searchedNone = (record, query) => post("knowledge/searched-none", { record, query }, { key: newKey() });
export const fromRecord = (body, key) => post("articles/from-record", body, { key });
