/** Names of single people by id, asked for together and kept; requesters may know no more of each other. */
import { useEffect, useState } from "../ui/preact.js";
import { get } from "./client.js";
import { can } from "../shell/session.js";

const known = new Map();
const asked = new Map();

function nameOf(id) {
  if (!asked.has(id)) {
    asked.set(id, get(`people/${id}`).then(({ name }) => known.set(id, name), (error) => {
      // Who may not be seen stays unnamed; what is only away is asked for again.
      if (error.status === 404) known.set(id, null);
      else asked.delete(id);
    }));
  }
  return asked.get(id);
}

/** The names of these people by id, as far as they are known yet. @param {string[]} ids @returns {Map<string, string | null>} */
export function useNamesOf(ids) {
  const [, again] = useState(0);
  const wanted = [...new Set(ids.filter(Boolean))].sort().join(" ");
  useEffect(() => {
    let here = true;
    const missing = wanted.split(" ").filter((id) => id && !known.has(id));
    Promise.all(missing.map(nameOf)).then(() => here && missing.length > 0 && again((turn) => turn + 1));
    return () => { here = false; };
  }, [wanted]);
  return known;
}

/** People in use whose name has these words; who may not read people sees no others anyway, and may not ask for a state. */
export const findPeople = (q, signal) => get("people", { q, state: can("people.read", "agent", "manager", "administrator") ? "active" : undefined, limit: 8 }, signal).then((answer) => answer.items);
