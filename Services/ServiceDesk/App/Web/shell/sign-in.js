/** The way in; also laid over the page when a session ends under somebody's hands, so that nothing typed is lost. */
import { html, useEffect, useState } from "../ui/preact.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { Icon, Mark } from "../ui/icon.js";
import { Notice } from "../ui/form.js";
import { Menu } from "../ui/popover.js";
import { sentence } from "../ui/standing.js";
import { get } from "../services/client.js";
import { expectSession, me, signIn, signOut } from "./session.js";
import { setTheme, theme, themes } from "./theme.js";
import { has, language, languages, t } from "../text/text.js";

function Entry() {
  const [given, type] = useState({ name: me()?.name && "", password: "", code: "" });
  const [{ busy, error, second }, show] = useState({});
  const submit = async (event) => {
    event.preventDefault();
    show({ busy: true, second });
    try {
      await signIn(given.name, given.password, second ? given.code.trim() : undefined);
    } catch (problem) {
      // The password was right: only the code is missing, or did not fit.
      const asks = problem.code === "second_factor_needed";
      show({ second: second || asks, error: asks && !second ? undefined : problem });
      type({ ...given, password: second || asks ? given.password : "", code: "" });
    }
  };
  const set = (name) => (value) => type((before) => ({ ...before, [name]: value }));
  const fault = second && ["sign_in_refused", "second_factor_needed"].includes(error?.code) ? t("sign-in.code.wrong") : undefined;
  return html`<form class="form" onSubmit=${submit}>
    ${error && !fault && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    ${second ? html`<p class="row"><${Icon} name="shield" large /><span>${t("sign-in.code.text")}</span></p>
        <${Field} key="code" field=${{ name: "code", label: t("sign-in.code"), required: true, longest: 20, hint: t("sign-in.code.hint") }} value=${given.code} change=${set("code")} fault=${fault} autocomplete="one-time-code" inputmode="text" autofocus />`
      : html`<${Field} field=${{ name: "name", label: t("sign-in.name"), required: true }} value=${given.name} change=${set("name")} autocomplete="username" autocapitalize="none" autofocus />
        <${Field} field=${{ name: "password", label: t("sign-in.password"), kind: "password", required: true }} value=${given.password} change=${set("password")} autocomplete="current-password" />`}
    <${Button} look="primary" type="submit" busy=${busy}>${t("action.sign-in")}<//>
    ${second && html`<${Button} look="plain" icon="left" onClick=${() => show({})}>${t("sign-in.back")}<//>`}
  </form>`;
}

/** Other places that know who somebody is; a plain link leads there. */
function Providers() {
  const [providers, show] = useState([]);
  useEffect(() => { get("sign-in/providers").then((answer) => show(answer.items), () => {}); }, []);
  if (providers.length === 0) return null;
  const back = encodeURIComponent(location.pathname === "/" ? "/" : location.pathname + location.search.replace(/[?&]sign-in=[a-z_]+/, ""));
  return html`<div class="providers"><p class="or"><span>${t("sign-in.or")}</span></p>
    ${providers.map(({ id, name }) => html`<a class="button" href=${`/api/v1/sign-in/openid/${id}?return=${back}`} onClick=${expectSession}><${Icon} name="key" />${t("sign-in.with", { name })}</a>`)}</div>`;
}

/** What another place said when it sent somebody back. */
function Returned() {
  const said = new URLSearchParams(location.search).get("sign-in");
  return said && html`<${Notice} tone="critical" icon="alert">${t(has(`sign-in.returned.${said}`) ? `sign-in.returned.${said}` : "sign-in.returned.failed")}<//>`;
}

export function SignIn({ speak }) {
  document.title = `${t("action.sign-in")} · Dienst`;
  const [, again] = useState(0);
  const looks = themes.map(([name, icon]) => ({ label: t(`theme.${name}`), icon, chosen: theme() === name, run: () => { setTheme(name); again((turn) => turn + 1); } }));
  const tongues = Object.entries(languages).map(([code, name]) => ({ label: name, chosen: code === language(), run: () => speak(code) }));
  return html`<main class="door">
    <div class="door-card">
      <${Mark} size=${40} />
      <h1>${t("sign-in.title")}</h1>
      <p class="muted">${t("sign-in.text")}</p>
      <${Returned} />
      <${Entry} />
      <${Providers} />
    </div>
    <div class="row"><${Menu} label=${t("nav.language")} icon="language" items=${tongues} text=${languages[language()]} />
      <${Menu} label=${t("nav.theme")} icon=${themes.find(([name]) => name === theme())[1]} items=${looks} text=${t(`theme.${theme()}`)} /></div>
  </main>`;
}

export const SessionEnded = () => html`<${Dialog} title=${t("sign-in.ended")} close=${signOut}>
  <p class="muted">${t("sign-in.ended-text", { name: me()?.name ?? "" })}</p><${Entry} />
<//>`;
