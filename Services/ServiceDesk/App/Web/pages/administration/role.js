/** One role: what it may do, and how far each of it reaches. */
import { html, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Field } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { PermissionTable } from "./permission-table.js";
import { useLoad } from "../../ui/load.js";
import { permissions } from "../../services/permissions.js";
import { command, create, read, revise } from "../../services/records.js";
import { newKey } from "../../services/client.js";
import { can } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { navigate } from "../../shell/router.js";
import { t, word } from "../../text/text.js";

const builtIn = ["requester", "agent", "manager", "administrator"];

async function everything(id, signal) {
  const [known, role] = await Promise.all([permissions(signal), id === "new" || builtIn.includes(id) ? null : read("role", id, signal)]);
  const fixed = known.roles.find((one) => one.role === id);
  return { actions: known.actions, role: role ?? { id: null, name: fixed ? word("role", id) : "", description: fixed ? t(`role.about.${id}`) : "", grants: fixed?.grants ?? {} }, fixed: Boolean(fixed) };
}

function Editor({ data, again }) {
  const { role, actions, fixed } = data;
  const [value, change] = useState({ name: role.name, description: role.description ?? "", grants: role.grants });
  const [{ busy, error, fault }, show] = useState({});
  const key = useRef(newKey());
  const able = !fixed && can("roles.manage", "administrator");
  const set = (name) => (next) => { change((before) => ({ ...before, [name]: next })); show({}); };
  const save = async (event) => {
    event.preventDefault();
    if (!value.name.trim()) return show({ fault: t("form.missing") });
    show({ busy: true });
    try {
      const body = { name: value.name.trim(), description: value.description.trim() || null, grants: value.grants };
      const next = role.id ? await revise("role", role.id, body, role.version) : await create("role", body, key.current);
      notify(t("thing.saved", { name: next.name }));
      navigate("/administration/roles");
    } catch (problem) {
      key.current = newKey();
      show(problem.field === "name" ? { fault: sentence(problem) } : { error: problem });
    }
  };
  const toggle = async () => {
    try {
      await command("role", role.id, role.state === "active" ? "deactivate" : "reactivate", undefined, role.version);
      again();
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
  };
  const wrong = /^grants\.(.+)$/.exec(error?.problem?.field ?? "")?.[1];
  return html`<form class="stack wide" novalidate onSubmit=${save}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    ${fixed ? html`<${Notice}>${t("roles.fixed")}<//>` : html`<section class="card form"><div class="pair"><${Field} field=${{ name: "name", label: t("person.name"), required: true, longest: 100 }} value=${value.name} fault=${fault} change=${set("name")} />
      <${Field} field=${{ name: "description", label: t("service.description"), longest: 500 }} value=${value.description} change=${set("description")} /></div></section>`}
    <${PermissionTable} actions=${actions} grants=${value.grants} wrong=${wrong} change=${able ? set("grants") : null} />
    ${able && html`<div class="form-foot">${role.id && html`<${Button} onClick=${toggle}>${t(role.state === "active" ? "thing.deactivate" : "thing.reactivate")}<//>`}<span class="spring" />
      <${Button} look="plain" href="/administration/roles">${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div>`}
  </form>`;
}

export default function Role({ id }) {
  const { data, error, again } = useLoad((signal) => everything(id, signal), [id]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<div class="page"><${Skeleton} lines=${12} /></div>`;
  return html`<${Page} title=${data.role.name || t("roles.new")} about=${data.fixed ? data.role.description : t("roles.about")} trail=${{ href: "/administration/roles", label: t("nav.roles") }}><${Editor} key=${data.role.version} data=${data} again=${again} /><//>`;
}
