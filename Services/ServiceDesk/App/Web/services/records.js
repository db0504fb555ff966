/** Records of all kinds are read and moved in the same way; this says where each kind stands. */
import { call, get, newKey, post } from "./client.js";

/** @typedef {{path: string, topic: string, byId?: boolean}} Kind */

/** Where each kind of record is read, and on which topic its changes are told. */
export const kinds = {
  incident: { path: "incidents", topic: "incident" },
  major: { path: "major-incidents", topic: "major-incident" },
  problem: { path: "problems", topic: "problem" },
  candidate: { path: "problem-candidates", topic: "candidate" },
  knownError: { path: "known-errors", topic: "known-error" },
  change: { path: "changes", topic: "change" },
  window: { path: "maintenance-windows", topic: "maintenance-window" },
  item: { path: "configuration-items", topic: "configuration-item" },
  alert: { path: "alerts", topic: "alerts" },
  situation: { path: "situations", topic: "situation" },
  // Nobody tells of these: what they do to alerts is told.
  silence: { path: "silences", topic: "alerts" },
  inhibition: { path: "inhibitions", topic: "alerts" },
  runbook: { path: "runbooks", topic: "alerts" },
  run: { path: "adjustments", topic: "adjustment" },
  suppression: { path: "suppressions", topic: "alerts" },
  alertRule: { path: "alert-rules", topic: "alerts" },
  heartbeat: { path: "heartbeats", topic: "alerts" },
  health: { path: "service-health", topic: "service-health" },
  person: { path: "people", topic: "person" },
  team: { path: "teams", topic: "team" },
  service: { path: "services", topic: "service" },
  integration: { path: "integrations", topic: "integration" },
  contact: { path: "contacts", topic: "incident" },
  request: { path: "requests", topic: "request", byId: true },
  requestTask: { path: "request-tasks", topic: "request", byId: true },
  unsupported: { path: "unsupported-requests", topic: "unsupported-request", byId: true },
  article: { path: "articles", topic: "article", byId: true },
  organisation: { path: "organisations", topic: "organisation" },
  site: { path: "sites", topic: "site" },
  role: { path: "roles", topic: "role" },
  domain: { path: "catalogue-domains", topic: "catalogue-domain" },
  offering: { path: "offerings", topic: "offering" },
  requestItem: { path: "request-items", topic: "request-item" },
  provider: { path: "sign-in-providers", topic: "sign-in-provider" },
  template: { path: "response-templates", topic: "response-template" },
  onCall: { path: "on-call-schedules", topic: "on-call-schedule", byId: true },
  // Nobody tells of policies.
  escalation: { path: "escalation-policies", topic: "none", byId: true },
  page: { path: "pages", topic: "page", byId: true },
  policy: { path: "service-level-policies", topic: "service-level-policy" },
  supportCalendar: { path: "calendars", topic: "calendar" },
  agreement: { path: "agreements", topic: "agreement" },
  notice: { path: "notices/outgoing", topic: "notice" },
};

const one = (kind, key) => `${kinds[kind].path}/${encodeURIComponent(key)}`;

/** What a record is called in its address: its number, or its id where the service knows it by that alone. */
export const keyOf = (kind, record) => (kinds[kind].byId ? record.id : record.number ?? record.id);

/** One page of a list: `{items, next}`. */
export const list = (kind, query, signal, priority) => get(kinds[kind].path, query, signal, priority);
export const read = (kind, key, signal) => get(one(kind, key), undefined, signal);
export const journal = (kind, key) => get(`${one(kind, key)}/journal`).then((answer) => answer.items);
export const why = (kind, key) => get(`${one(kind, key)}/why`).then((answer) => answer.items);
/** A question below a record, such as `affected-services`. */
export const ask = (kind, key, question) => get(`${one(kind, key)}/${question}`);
/** What a record only notes of what happened beside it: nobody's change is lost by going on after it. */
const asides = new Set(["serviceLevelsAgreed", "thresholdPassed", "replied"]);

/** Obeys a command of the record; `version` guards against somebody else's change. */
export async function command(kind, key, name, body, version, idempotency) {
  const give = (held, once) => post(`${one(kind, key)}/${name}`, body, { version: held, key: once });
  try {
    return await give(version, idempotency ?? newKey());
  } catch (error) {
    const { since, current } = error.problem ?? {};
    if (error.status !== 412 || !since?.length || !since.every((fact) => asides.has(fact))) throw error;
    return give(current, newKey());
  }
}
export const create = (kind, body, idempotency) => post(kinds[kind].path, body, { key: idempotency ?? newKey() });
export const revise = (kind, key, body, version) =>
  call("PATCH", one(kind, key), { body, version, key: newKey() });

/** Everything of a list, page by page, at most `most` items. */
export async function all(kind, query = {}, most = 2000, priority) {
  const items = [];
  let cursor;
  do {
    const page = await list(kind, { limit: 200, ...query, cursor }, undefined, priority);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor && items.length < most);
  return items;
}
