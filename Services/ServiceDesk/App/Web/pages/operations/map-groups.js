/** Redundancy in the service map: items of which an item needs only some stand in a box together. */
import { t } from "../../text/text.js";

/** How many of a group are needed, in words. */
export const enough = ({ of, atLeast }) => t("map.group", { atLeast, count: of.length });

/**
 * The groups of these items, each once; an item stands in the first that names it.
 * @param {{id: string, redundancy?: {of: {id: string}[], atLeast: number}[]}[]} items
 * @returns {{id: string, label: string, members: string[]}[]}
 */
export function groupsOf(items) {
  const known = new Set(items.map(({ id }) => id));
  const taken = new Set();
  const groups = [];
  for (const group of items.flatMap((item) => item.redundancy ?? [])) {
    const members = group.of.map(({ id }) => id).filter((id) => known.has(id) && !taken.has(id));
    if (members.length < 2) continue;
    members.forEach((id) => taken.add(id));
    groups.push({ id: `group ${members[0]}`, label: enough(group), members });
  }
  return groups;
}

/** Rows in which members of a group stand beside each other, where the first of them stood. */
export function gathered(rows, groups) {
  const groupOf = new Map(groups.flatMap((group) => group.members.map((id) => [id, group])));
  return rows.map((ids) => {
    const here = new Set(ids);
    const placed = new Set();
    return ids.flatMap((id) => {
      if (placed.has(id)) return [];
      const together = groupOf.has(id) ? groupOf.get(id).members.filter((other) => here.has(other)) : [id];
      together.forEach((other) => placed.add(other));
      return together;
    });
  });
}
