/** The past of a text: who wrote which version, what changed between two, and the way back. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { difference, restore, versionsOf } from "../../services/knowledge.js";
import { useNames } from "../../services/names.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const signs = { same: " ", added: "+", removed: "−" };

/** Long stretches without change are left out. */
function near(lines) {
  const keep = new Set(lines.flatMap((line, index) => (line.kind === "same" ? [] : [index - 2, index - 1, index, index + 1, index + 2])));
  return lines.map((line, index) => ({ ...line, index })).filter(({ index }) => keep.has(index));
}

const Lines = ({ title, lines }) => lines.some(({ kind }) => kind !== "same") && html`<section><h3>${title}</h3><div class="diff">${near(lines).map((line, index, all) => html`
  ${index > 0 && all[index - 1].index + 1 < line.index && html`<div class="diff-gap">⋯</div>`}<div class=${`diff-line ${line.kind}`}><span class="diff-sign" aria-hidden="true">${signs[line.kind]}</span>
  ${line.kind !== "same" && html`<span class="unseen">${t(`diff.${line.kind}`)} </span>`}<span class="breaks" dir="auto">${line.text || " "}</span></div>`)}</div></section>`;

function Difference({ id, language, from, to }) {
  const { data, error, again } = useLoad((signal) => difference(id, language, from, to, signal), [id, language, from, to]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${6} />`;
  const parts = [["title", t("article.title")], ["symptoms", t("article.symptoms")], ["keywords", t("article.keywords")], ["body", t("article.body")]];
  const changed = parts.some(([name]) => data[name]?.some(({ kind }) => kind !== "same"));
  return changed ? parts.map(([name, title]) => html`<${Lines} title=${title} lines=${data[name] ?? []} />`) : html`<p class="muted">${t("diff.none")}</p>`;
}

export function Versions({ id, language, now, close, done }) {
  const { data, error, again } = useLoad((signal) => versionsOf(id, language, signal), [id, language]);
  const names = useNames();
  const [shown, show] = useState(null);
  const bring = (version) => restore(id, language, version).then((next) => { notify(t("article.restored", { version })); done(next); }, (problem) => notify(sentence(problem), { tone: "critical" }));
  return html`<${Dialog} title=${t("article.versions")} close=${close} wide>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${4} />` : html`<ol class="lines bordered">${data.map((version) => html`<li class="wraps"><span class="strong figures">${t("article.version", { version: version.version })}</span>
      <span class="one-line spring" dir="auto">${version.title}</span><span class="muted">${names.get(version.author?.toLowerCase()) ?? t("common.someone")} · <${Time} value=${version.at} /></span>
      ${version.version > 1 && html`<${Button} small aria-pressed=${String(shown === version.version)} onClick=${() => show(shown === version.version ? null : version.version)}>${t("article.compare")}<//>`}
      ${version.version !== now && html`<${Button} small icon="history" onClick=${() => bring(version.version)}>${t("article.restore")}<//>`}</li>`)}</ol>`}
    ${shown && html`<${Difference} id=${id} language=${language} from=${shown - 1} to=${shown} />`}<//>`;
}
