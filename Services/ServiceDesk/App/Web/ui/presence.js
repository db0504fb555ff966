/** Who else looks at a record, and who is writing about it. */
import { html, useEffect, useState } from "./preact.js";
import { Icon } from "./icon.js";
import { absent, others as read, present } from "../services/teamwork.js";
import { useLive } from "../shell/live.js";
import { list } from "../text/format.js";
import { t } from "../text/text.js";

const every = 20_000;
const typed = new Map();
/** What was last told of each record that is open, and how to tell it again. */
const telling = new Map();

/** Notes that this person writes about the record now; the others hear of it at once. */
export function typingIn(about) {
  typed.set(about.id, Date.now());
  const open = telling.get(about.id);
  if (open?.told === "viewing") open.tell();
}

/** Tells that one is here while the page is seen; who else is, the live stream says. */
function useOthers(about) {
  const [others, see] = useState([]);
  useEffect(() => {
    const open = { told: null };
    open.tell = () => {
      if (document.visibilityState !== "visible") return;
      open.told = Date.now() - (typed.get(about.id) ?? 0) < every ? "typing" : "viewing";
      present(about, open.told).then((answer) => telling.get(about.id) === open && see(answer.others), () => {});
    };
    const leave = () => absent(about).catch(() => {});
    telling.set(about.id, open);
    open.tell();
    const timer = setInterval(open.tell, every);
    const turn = () => (document.visibilityState === "visible" ? open.tell() : leave());
    document.addEventListener("visibilitychange", turn);
    window.addEventListener("pagehide", leave);
    return () => {
      telling.delete(about.id);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", turn);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [about.kind, about.id]);
  useLive("presence", (hint) => {
    if (hint.id && hint.id.toLowerCase() !== about.id.toLowerCase()) return;
    read(about).then((answer) => telling.has(about.id) && see(answer.others), () => {});
  });
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
