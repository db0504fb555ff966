/** A dialog above the page. The browser keeps focus inside and gives it back; Escape closes. */
import { html, useEffect, useId, useLayoutEffect, useRef } from "./preact.js";
import { Button } from "./button.js";
import { t } from "../text/text.js";

/** @param {{title: string, close: Function, wide?: boolean, side?: boolean, children: any}} props */
export function Dialog({ title, close, wide, children }) {
  const element = useRef(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  // A page that is drawn anew around it may move the element, which ends its being above: it is put back, with what had the focus.
  const focused = useRef(null);
  useLayoutEffect(() => {
    const own = element.current;
    if (!own.open || own.matches(":modal")) return;
    own.close();
    own.showModal();
    if (own.contains(focused.current)) focused.current.focus();
  });
  const press = (event) => { if (event.target === element.current) close(); };
  return html`<dialog ref=${element} class=${`dialog${wide ? " wide" : ""}`} aria-labelledby=${id}
    onCancel=${(event) => { event.preventDefault(); close(); }} onMouseDown=${press} onFocusIn=${(event) => { focused.current = event.target; }}>
    <div class="dialog-body">
      <header><h2 id=${id}>${title}</h2><span class="spring" /><${Button} look="plain" small icon="close" label=${t("action.close-dialog")} onClick=${close} /></header>
      ${children}
    </div>
  </dialog>`;
}
