/** The address of a record as messages write it leads to where this reader sees it. */
import { html, useEffect } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { placeOf } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { read } from "../../services/records.js";
import { isStaff } from "../../shell/session.js";
import { navigate } from "../../shell/router.js";
import { placeOfMine } from "./places.js";

const lists = { request: "/work/requests", "unsupported-request": "/work/unsupported-requests", article: "/work/articles" };
const kinds = { incident: "incident", problem: "problem", change: "change", "known-error": "knownError" };

async function place(kind, id, signal) {
  if (!isStaff()) return placeOfMine({ kind, id });
  if (!(kind in kinds)) return kind in lists ? `${lists[kind]}/${id}` : placeOfMine({ kind, id });
  const { number } = await read(kinds[kind], id, signal);
  return placeOf(number) ?? placeOfMine({ kind, id });
}

export default function Lead({ kind, id }) {
  const { data, error, again } = useLoad((signal) => place(kind, id, signal), [kind, id]);
  useEffect(() => { if (data) navigate(data, { replace: true }); }, [data]);
  return error ? html`<${Failure} error=${error} again=${again} />` : html`<div class="page narrow"><${Skeleton} lines=${5} /></div>`;
}
