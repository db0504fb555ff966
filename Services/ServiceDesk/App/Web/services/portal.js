/** What people with trouble, wishes and questions ask of the desk. */
import { call, get, newKey, post } from "./client.js";
import { language } from "../text/text.js";

/** Services this person may use: health, outage, planned work. */
export const myServices = (signal) => get("portal/services", undefined, signal).then((answer) => answer.items);
/** Records of all kinds that are this person's: one page. */
export const myRecords = (query, signal) => get("portal/records", query, signal);
export const reportTrouble = (values, key) => post("portal/reports", values, { key });
export const joinOutage = (incident) => post(`portal/outages/${incident}/me-too`, undefined, { key: newKey() });
export const confirmIncident = (id) => post(`portal/records/incident/${id}/confirm`, undefined, { key: newKey() });
export const reopenIncident = (id, reason, key) => post(`portal/records/incident/${id}/reopen`, { reason }, { key });

export const catalogue = (q, signal) => get("catalogue", { q }, signal).then((answer) => answer.domains);
export const catalogueItem = (id, signal) => get(`catalogue/items/${id}`, undefined, signal);
export const promise = (id, signal) => get(`catalogue/items/${id}/promise`, undefined, signal);
export const submitRequest = (body, key) => post("requests", body, { key });

export const askForMissing = (body, key) => post("unsupported-requests", body, { key });

export const myApprovals = (query, signal) => get("approvals", query, signal);
export const decideApproval = (id, decision, comment) => post(`approvals/${id}/${decision}`, { comment }, { key: newKey() });
export const readLink = (secret) => call("POST", "approval-links/read", { body: { secret }, renews: false });
export const decideByLink = (secret, decision, comment) => call("POST", "approval-links/decide", { body: { secret, decision, comment }, renews: false });

/** Articles with these words; while somebody types, finding nothing is not counted. */
export const findArticles = (q, { typing = false, limit = 20 } = {}, signal) =>
  get("knowledge/search", { q, language: language(), typing: typing || undefined, limit }, signal);
/** Articles that may help with what is being written. */
export const suggestArticles = (text, service, signal) =>
  call("POST", "knowledge/suggest", { body: { text, service, language: language(), limit: 4 }, signal }).then((answer) => answer.items);
export const article = (id, signal) => get(`articles/${encodeURIComponent(id)}`, { language: language() }, signal);
export const vote = (id, helpful, comment) => call("PUT", `articles/${encodeURIComponent(id)}/vote`, { body: { helpful, comment }, key: newKey() });

/** Records, people and services for a field that suggests. */
export const suggestRecords = (q, signal) => get("search/suggest", { q }, signal).then((answer) => answer.items);
