/** The way around: screens in groups, search, and the person at the foot. It folds to icons, and to a drawer on a phone. */
import { html, useEffect, useRef, useState } from "../ui/preact.js";
import { Button } from "../ui/button.js";
import { Icon, Mark } from "../ui/icon.js";
import { Menu } from "../ui/popover.js";
import { Bell } from "./bell.js";
import { areas } from "./routes.js";
import { me, may, signOut } from "./session.js";
import { folded, setFolded, setTheme, theme, themes } from "./theme.js";
import { language, languages, t } from "../text/text.js";

const open = (roles) => !roles || may(...roles);

export function Navigation({ path, told, search, help, speak, drawer, closeDrawer }) {
  const [small, fold] = useState(folded());
  const groups = useRef(null);
  // Where one is stays in sight, however long the navigation.
  useEffect(() => { groups.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }); }, [path]);
  const toggle = () => { setFolded(!small); fold(!small); };
  return html`<nav class=${`sidebar${drawer ? " open" : ""}`} aria-label=${t("nav.label")} onClick=${(event) => event.target.closest("a") && closeDrawer()}>
    <div class="brand"><a href="/" aria-label=${t("nav.start")}><${Mark} size=${24} /><span class="folds strong">Dienst</span></a>
      <span class="spring" /><${Bell} told=${told} /><${Button} look="plain" small icon="fold" label=${small ? t("nav.unfold") : t("nav.fold")} onClick=${toggle} /></div>
    <button type="button" class="search-button" onClick=${search} aria-label=${t("nav.search")} title=${t("nav.search")}><${Icon} name="search" /><span class="folds one-line">${t("nav.find")}</span><span class="spring folds" /><kbd class="folds">Ctrl K</kbd></button>
    <div class="nav" ref=${groups}>
      ${areas.filter((area) => open(area.roles)).map((area) => html`<${Area} area=${area} path=${path} />`)}
    </div>
    <${Me} help=${help} speak=${speak} />
  </nav>`;
}

function Area({ area, path }) {
  const [[root]] = area.items;
  const shut = area.unfolds?.() && path !== root && !path.startsWith(`${root}/`);
  const items = area.items.filter(([href, , , roles]) => open(roles) && (!shut || href === root));
  return html`<section aria-label=${t(`area.${area.name}`)}>
    <h3 class="folds" aria-hidden="true">${t(`area.${area.name}`)}</h3>
    <ul>${items.map(([href, name, icon, , also]) => {
      const [place] = href.split("?");
      const here = path === place || path === also || (path.startsWith(`${place}/`) && !(area.unfolds && place === root));
      return html`<li><a href=${href} aria-current=${here ? "page" : undefined} title=${t(`nav.${name}`)}>
        <${Icon} name=${icon} /><span class="folds one-line">${t(`nav.${name}`)}</span></a></li>`;
    })}</ul>
  </section>`;
}

function Me({ help, speak }) {
  const [, again] = useState(0);
  const choose = (wanted) => { setTheme(wanted); again((turn) => turn + 1); };
  const looks = themes.map(([name, icon]) => ({ label: t(`theme.${name}`), icon, chosen: theme() === name, run: () => choose(name) }));
  const tongues = Object.entries(languages).map(([code, name]) => ({ label: name, chosen: code === language(), run: () => speak(code) }));
  const own = [{ label: t("nav.account"), icon: "person", href: "/account" }, { label: t("keys.title"), icon: "keyboard", key: "?", run: help }, { label: t("action.sign-out"), icon: "out", run: signOut }];
  return html`<div class="me">
    <${Menu} label=${t("nav.person", { name: me().name })} icon="person" items=${own} text=${html`<span class="folds one-line">${me().name}</span>`} />
    <span class="spring folds" />
    <${Menu} label=${t("nav.theme")} icon=${themes.find(([name]) => name === theme())[1]} items=${looks} small />
    <${Menu} label=${t("nav.language")} icon="language" items=${tongues} small />
  </div>`;
}
