/** A contact leads to the incident that was opened from it. */
import { html, useEffect } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { read } from "../../services/records.js";
import { navigate } from "../../shell/router.js";

export function ContactLead({ id }) {
  const { data, error, again } = useLoad((signal) => read("contact", id, signal), [id]);
  useEffect(() => { if (data) navigate(`/portal/records/incident/${data.incident.id}`, { replace: true }); }, [data]);
  return error ? html`<${Failure} error=${error} again=${again} />` : html`<div class="page narrow"><${Skeleton} lines=${5} /></div>`;
}
