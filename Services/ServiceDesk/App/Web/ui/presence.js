/** Who else looks at a record, and who is writing about it. */
import { html, useEffect, useState } from "./preact.js";
import { Icon } from "./icon.js";
import { absent, present } from "../services/teamwork.js";
import { list } from "../text/format.js";
import { t } from "../text/text.js";

const every = 20_000;
const typed = new Map();
/** Notes that this person writes about the record now. */
export const typingIn = (about) => typed.set(about.id, Date.now());

/** Tells that one is here while the page is seen, and hears who else is. */
function useOthers(about) {
  const [others, see] = useState([]);
  useEffect(() => {
    let gone = false;
    const tell = () => {
      if (document.visibilityState !== "visible") return;
      const doing = Date.now() - (typed.get(about.id) ?? 0) < every ? "typing" : "viewing";
      present(about, doing).then((answer) => !gone && see(answer.others), () => {});
    };
    tell();
    const timer = setInterval(tell, every);
    document.addEventListener("visibilitychange", tell);
    return () => { gone = true; clearInterval(timer); document.removeEventListener("visibilitychange", tell); absent(about).catch(() => {}); };
  }, [about.kind, about.id]);
  return others;
}

export function Presence({ about, names }) {
  const others = useOthers(about);
  const name = ({ person }) => names.get(person.toLowerCase()) ?? t("common.someone");
  const writing = others.filter(({ doing }) => doing === "typing").map(name);
  const looking = others.filter(({ doing }) => doing !== "typing").map(name);
  return html`<span role="status" class="presence">${others.length > 0 && html`<span class=${`badge tone-${writing.length > 0 ? "warning" : "info"}`}><${Icon} name=${writing.length > 0 ? "pencil" : "eye"} />
    <span>${[writing.length > 0 && t("presence.typing", { names: list(writing), count: writing.length }), looking.length > 0 && t("presence.viewing", { names: list(looking), count: looking.length })].filter(Boolean).join(" · ")}</span></span>`}</span>`;
}
