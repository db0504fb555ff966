/** Turning what solved a record into an article, while it is fresh. */
import { html } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { fromRecord } from "../../services/knowledge.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { language, t } from "../../text/text.js";

export function ArticleFrom({ kind, record, close }) {
  const fields = [
    { name: "title", label: t("article.title"), required: true, longest: 200 },
    { name: "resolution", label: t("article.solution"), kind: "area", required: true, longest: 20_000, hint: t("article.solution.hint") },
  ];
  const send = (values, key) => fromRecord({ record: { kind, id: record.id }, language: language(), services: record.services?.map(({ id }) => id), ...values }, key);
  const done = ({ article, similar }) => {
    notify(similar?.length > 0 ? t("article.similar", { title: similar[0].title }) : t("article.drafted", { number: article.number }));
    navigate(`/work/articles/${article.id}`);
  };
  return html`<${Dialog} title=${t("article.from")} close=${close}><${Form} fields=${fields} draft=${`article-from.${record.id}`} start=${{ title: record.summary, resolution: record.resolutionNotes ?? "" }} label=${t("article.draft")} send=${send} done=${done} cancel=${close} /><//>`;
}
