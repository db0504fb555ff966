/** Configuration items by words, for choosing one. */
import { get } from "./client.js";

export const findItems = (q, signal) => get("configuration-items", { q, limit: 8 }, signal).then(({ items }) => items.map((item) => ({ id: item.id, name: item.name, about: item.class })));
