/** Where a record stands in the portal, and how it is told there. */

/** @param {{kind: string, id: string}} record */
export const placeOfMine = ({ kind, id }) => (kind === "article" ? `/portal/articles/${id}` : `/portal/records/${kind}/${id}`);

/** Pictures for kinds of records. */
export const kindIcons = { incident: "alert", request: "catalogue", "unsupported-request": "lightbulb", contact: "phone", change: "change", problem: "problem", article: "book" };
