/** A text in which the words that were searched for stand out. */
import { html } from "./preact.js";

/** @param {{text: string, words: string[]}} props */
export function Marked({ text, words }) {
  const parts = words.filter((word) => word.length > 1).map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")).filter(Boolean);
  if (parts.length === 0) return text;
  const pieces = text.split(new RegExp(`(${parts.join("|")})`, "giu"));
  return pieces.map((piece, index) => (index % 2 === 1 ? html`<mark>${piece}</mark>` : piece));
}
