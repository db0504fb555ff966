/** Fields of what the catalogue is made of. */
import { choices } from "../../../services/names.js";
import { t } from "../../../text/text.js";

/** Pictures an item may have. */
export const icons = ["box", "laptop", "phone", "printer", "software", "screen", "wifi", "key", "lock", "shield", "mail", "people", "person", "badge", "building", "car", "calendar", "money", "book", "heart", "tool", "file", "globe", "lightbulb"];
export const iconField = () => ({ name: "icon", label: t("catalogue.icon"), kind: "choice", options: icons.map((value) => ({ value, label: t(`icon.${value}`) })) });

export const domainFields = (teams) => [
  { name: "name", label: t("person.name"), required: true, longest: 100, hint: t("catalogue.domain.hint") },
  { name: "description", label: t("service.description"), kind: "area", longest: 2000 }, iconField(),
  { name: "teams", label: t("nav.teams"), kind: "many", options: choices(teams) },
];
export const offeringFields = (domains, services, organisations) => [
  { name: "name", label: t("person.name"), required: true, longest: 100 },
  { name: "description", label: t("service.description"), kind: "area", longest: 2000 }, iconField(),
  { name: "domain", label: t("catalogue.domain"), kind: "choice", required: true, options: choices(domains) },
  { name: "service", label: t("record.service"), kind: "choice", options: choices(services) },
  { name: "audience", label: t("service.audience"), kind: "many", options: choices(organisations), hint: t("service.audience.hint") },
];
