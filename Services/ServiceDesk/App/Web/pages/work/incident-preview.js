/** An incident beside the list: enough to decide what to do with it. */
import { html } from "../../ui/preact.js";
import { Commands } from "../../ui/commands.js";
import { State, Priority } from "../../ui/badge.js";
import { IncidentRail } from "./incident-rail.js";
import { t } from "../../text/text.js";

export const IncidentPreview = ({ record, commands, done }) => html`<div class="preview-body stack">
  <h2 class="preview-title breaks">${record.summary}</h2>
  <div class="row wraps"><${State} value=${record.state} /><${Priority} value=${record.priority} bare=${false} /></div>
  <div class="row wraps commands"><${Commands} kind="incident" record=${record} commands=${commands} done=${done} keys=${false} /></div>
  ${record.workarounds.map((workaround) => html`<section class="card toned tone-ok"><h2>${t("incident.workaround")}</h2><div class="breaks">${workaround.text}</div></section>`)}
  <${IncidentRail} record=${record} />
</div>`;
