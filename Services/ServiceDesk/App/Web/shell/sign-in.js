/** The way in; also laid over the page when a session ends under somebody's hands, so that nothing typed is lost. */
import { html, useState } from "../ui/preact.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { Notice } from "../ui/form.js";
import { Menu } from "../ui/popover.js";
import { sentence } from "../ui/standing.js";
import { me, signIn, signOut } from "./session.js";
import { setTheme, theme, themes } from "./theme.js";
import { language, languages, t } from "../text/text.js";

function Entry() {
  const [given, type] = useState({ name: me()?.name && "", password: "" });
  const [{ busy, error }, show] = useState({});
  const submit = async (event) => {
    event.preventDefault();
    show({ busy: true });
    try {
      await signIn(given.name, given.password);
    } catch (problem) {
      show({ error: problem });
      type({ ...given, password: "" });
    }
  };
  const set = (name) => (value) => type((before) => ({ ...before, [name]: value }));
  return html`<form class="form" onSubmit=${submit}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${Field} field=${{ name: "name", label: t("sign-in.name"), required: true }} value=${given.name} change=${set("name")} autocomplete="username" autocapitalize="none" autofocus />
    <${Field} field=${{ name: "password", label: t("sign-in.password"), kind: "password", required: true }} value=${given.password} change=${set("password")} autocomplete="current-password" />
    <${Button} look="primary" type="submit" busy=${busy}>${t("action.sign-in")}<//>
  </form>`;
}

export function SignIn({ speak }) {
  document.title = `${t("action.sign-in")} · Dienst`;
  const [, again] = useState(0);
  const looks = themes.map(([name, icon]) => ({ label: t(`theme.${name}`), icon, chosen: theme() === name, run: () => { setTheme(name); again((turn) => turn + 1); } }));
  const tongues = Object.entries(languages).map(([code, name]) => ({ label: name, chosen: code === language(), run: () => speak(code) }));
  return html`<main class="door">
    <div class="door-card">
      <img src="/style/mark.svg" alt="" width="40" height="40" />
      <h1>${t("sign-in.title")}</h1>
      <p class="muted">${t("sign-in.text")}</p>
      <${Entry} />
    </div>
    <div class="row"><${Menu} label=${t("nav.language")} icon="language" items=${tongues} text=${languages[language()]} />
      <${Menu} label=${t("nav.theme")} icon="sun" items=${looks} text=${t(`theme.${theme()}`)} /></div>
  </main>`;
}

export const SessionEnded = () => html`<${Dialog} title=${t("sign-in.ended")} close=${signOut}>
  <p class="muted">${t("sign-in.ended-text", { name: me()?.name ?? "" })}</p><${Entry} />
<//>`;
