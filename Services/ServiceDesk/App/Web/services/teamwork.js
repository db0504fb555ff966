/** What staff keep about a record of any kind, beside its own service: notes, watchers, links, time, presence, templates. */
import { call, get, newKey, post } from "./client.js";

/** @typedef {{kind: string, id: string}} Reference */

const root = ({ kind, id }) => `records/${kind}/${id}`;

export const summary = (about, signal) => get(`${root(about)}/conversation/summary`, undefined, signal);
/** A page of what was said and noted, the newest last; `next` leads to what is older. */
export const entries = (about, cursor, signal) => get(`${root(about)}/conversation`, { cursor }, signal);
/** @param {"reply" | "note"} kind */
export const say = (about, kind, body, key) => post(`${root(about)}/${kind === "reply" ? "replies" : "notes"}`, body, { key });
export const withdraw = (about, entry) => post(`${root(about)}/notes/${entry}/withdraw`, undefined, { key: newKey() });

export const watching = (about, on) => call(on ? "PUT" : "DELETE", `${root(about)}/watch`, { key: newKey() });
export const watcher = (about, person, on) => call(on ? "PUT" : "DELETE", `${root(about)}/watchers/${person}`, { key: newKey() });

export const links = (about, signal) => get(`${root(about)}/links`, undefined, signal).then((answer) => answer.items);
export const join = (about, relation, other, key) => post(`${root(about)}/links`, { relation, kind: other.kind, record: other.id }, { key });
export const unjoin = (about, link) => call("DELETE", `${root(about)}/links/${link}`, { key: newKey() });

/** Makes one record of two: this one goes on as the other. */
export const mergeInto = (about, other, version, key) => (about.kind === "request"
  ? post(`requests/${about.id}/merge`, { into: other.id }, { version, key })
  : post(`${root(about)}/merge`, { into: other.id }, { key }));

export const timeSpent = (about, signal) => get(`${root(about)}/time`, undefined, signal);
export const spend = (about, body, key) => post(`${root(about)}/time`, body, { key });
export const unspend = (about, id) => call("DELETE", `${root(about)}/time/${id}`, { key: newKey() });

/** Says that this person looks or writes. @returns {Promise<{others: {person: string, doing: string}[]}>} */
export const present = (about, doing) => post(`${root(about)}/presence`, { doing });
export const others = (about) => get(`${root(about)}/presence`);
/** Also while the page is being closed. */
export const absent = (about) => call("DELETE", `${root(about)}/presence`, { outlives: true });

export const templates = (kind) => get("response-templates", { kind, state: "active", limit: 100 }).then((answer) => answer.items);
export const filled = (template, about, language) => post(`response-templates/${template}/fill`, { kind: about.kind, record: about.id, language });

/** Articles that were used for, or made from, this record. */
export const articlesOf = (about, signal) => get(`${root(about)}/articles`, undefined, signal).then((answer) => answer.items);

/** Records of all kinds that fit the words. */
export const suggest = (q, signal) => get("search/suggest", { q }, signal);
