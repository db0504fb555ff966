/** Where records of all kinds are shown to staff. */

const places = {
  incident: ({ number }) => `/work/incidents/${number}`, problem: ({ number }) => `/work/problems/${number}`, "known-error": ({ number }) => `/work/known-errors/${number}`,
  change: ({ number }) => `/work/changes/${number}`, request: ({ id }) => `/work/requests/${id}`, article: ({ id }) => `/work/articles/${id}`,
  "unsupported-request": ({ id }) => `/work/unsupported-requests/${id}`, "on-call-schedule": ({ id }) => `/operations/on-call/${id}`,
};

/** The address of a record, or null where it has no page of its own. @param {{kind: string, id: string, number: string}} record */
export const placeOfRecord = (record) => places[record.kind]?.(record) ?? null;

/** The picture of each kind. */
export const iconOf = (kind) => ({ incident: "incident", problem: "problem", "known-error": "known-error", change: "change", request: "request", article: "article", "unsupported-request": "request", contact: "phone", "on-call-schedule": "phone" })[kind] ?? "dot";
