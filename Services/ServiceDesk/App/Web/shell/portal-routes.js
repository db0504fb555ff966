/** The screens of the portal and of administration: where they are, who may open them, and where their code is. */
import { isStaff } from "./session.js";

const staff = ["agent", "manager", "administrator"];
const managers = ["manager", "administrator"];
const administrators = ["administrator"];
const administration = (file) => () => import(`../pages/administration/${file}.js`);
const portal = (file) => () => import(`../pages/portal/${file}.js`);

export const portalRoutes = [
  { path: "/portal", open: portal("home") },
  { path: "/portal/search", open: portal("search") },
  { path: "/portal/services", open: portal("services") },
  { path: "/portal/service-report", open: portal("service-report") },
  { path: "/portal/status-page", open: portal("status-page") },
  { path: "/portal/report", open: portal("report") },
  { path: "/portal/catalogue", open: portal("catalogue") },
  { path: "/portal/catalogue/:id", open: portal("item") },
  { path: "/portal/ask", open: portal("ask") },
  { path: "/portal/mine", open: portal("mine") },
  { path: "/portal/records/:number", open: portal("record") },
  { path: "/portal/records/:kind/:id", open: portal("record") },
  { path: "/portal/approvals", open: portal("approvals") },
  { path: "/portal/articles", open: portal("articles") },
  { path: "/portal/articles/:id", open: portal("article") },
  { path: "/account", open: portal("account") },
  { path: "/records/:kind/:id", open: portal("lead") },
];

export const administrationRoutes = [
  { path: "/administration", roles: staff, open: administration("overview") },
  { path: "/administration/people", roles: staff, open: administration("people") },
  { path: "/administration/import", roles: administrators, open: administration("import") },
  { path: "/administration/organisations", roles: staff, open: administration("organisations") },
  { path: "/administration/sites", roles: staff, open: administration("sites") },
  { path: "/administration/teams", roles: staff, open: administration("teams") },
  { path: "/administration/roles", roles: staff, open: administration("roles") },
  { path: "/administration/roles/:id", roles: staff, open: administration("role") },
  { path: "/administration/services", roles: staff, open: administration("services") },
  { path: "/administration/calendars", roles: staff, open: administration("calendars") },
  { path: "/administration/policies", roles: staff, open: administration("policies") },
  { path: "/administration/agreements", roles: staff, open: administration("agreements") },
  { path: "/administration/catalogue", roles: managers, open: administration("catalogue") },
  { path: "/administration/catalogue/:id", roles: managers, open: administration("catalogue-item") },
  { path: "/administration/templates", roles: staff, open: administration("templates") },
  { path: "/administration/recurring", roles: staff, open: administration("recurring") },
  { path: "/administration/priority-matrix", roles: staff, open: administration("priority-matrix") },
  { path: "/administration/categories", roles: staff, open: administration("categories") },
  { path: "/administration/assignment-rules", roles: staff, open: administration("assignment-rules") },
  { path: "/administration/escalation-rules", roles: staff, open: administration("escalation-rules") },
  { path: "/administration/closing-rules", roles: staff, open: administration("closing-rules") },
  { path: "/administration/integrations", roles: administrators, open: administration("integrations") },
  { path: "/administration/alert-rules", roles: administrators, open: administration("rules") },
  { path: "/administration/alert-rules/new", roles: administrators, open: administration("new-rule") },
  { path: "/administration/alert-rules/:id", roles: administrators, open: administration("rule") },
  { path: "/administration/runbooks", roles: administrators, open: administration("runbooks") },
  { path: "/administration/runbooks/new", roles: administrators, open: administration("new-runbook") },
  { path: "/administration/runbooks/:id", roles: administrators, open: administration("runbook") },
  { path: "/administration/heartbeats", roles: administrators, open: administration("heartbeats") },
  { path: "/administration/heartbeats/:id", roles: administrators, open: administration("heartbeat") },
  { path: "/administration/major-incidents", roles: administrators, open: administration("major-policy") },
  { path: "/administration/providers", roles: administrators, open: administration("providers") },
  { path: "/administration/mail", roles: administrators, open: administration("mail") },
  { path: "/administration/tokens", roles: administrators, open: administration("tokens") },
  { path: "/administration/parked", roles: administrators, open: administration("parked") },
];

/** For people with trouble the whole way around; for staff one entry that unfolds where they are in it. */
export const portalArea = { name: "portal", unfolds: isStaff, items: [
  ["/portal", "home", "home"], ["/portal/report", "trouble", "alert"], ["/portal/catalogue", "wishes", "catalogue"], ["/portal/mine", "mine", "inbox"],
  ["/portal/approvals", "my-approvals", "approve"], ["/portal/articles", "answers", "book"], ["/portal/services", "status", "health"], ["/portal/service-report", "service-report", "calendar"],
] };

export const administrationArea = { name: "administration", roles: staff, unfolds: () => true, items: [
  ["/administration", "administration", "settings"],
  ["/administration/people", "people", "people", undefined, "/administration/import"], ["/administration/organisations", "organisations", "building"], ["/administration/sites", "sites", "pin"],
  ["/administration/teams", "teams", "team"], ["/administration/roles", "roles", "shield"], ["/administration/services", "services", "service"],
  ["/administration/agreements", "agreements", "file"], ["/administration/policies", "policies", "clock"], ["/administration/calendars", "calendars", "calendar"],
  ["/administration/catalogue", "catalogue", "catalogue", managers], ["/administration/templates", "templates", "note"], ["/administration/recurring", "recurring", "history"],
  ["/administration/priority-matrix", "priority-matrix", "priority-2"], ["/administration/categories", "categories", "list"],
  ["/administration/assignment-rules", "assignment-rules", "person"], ["/administration/escalation-rules", "escalation-rules", "up"], ["/administration/closing-rules", "closing-rules", "check-circle"],
  ["/administration/integrations", "integrations", "integration", administrators], ["/administration/alert-rules", "alert-rules", "filter", administrators], ["/administration/runbooks", "runbooks", "tool", administrators],
  ["/administration/heartbeats", "heartbeats", "heart", administrators], ["/administration/providers", "providers", "key", administrators],
  ["/administration/mail", "mail", "mail", administrators], ["/administration/tokens", "tokens", "lock", administrators],
  ["/administration/parked", "parked", "parked", administrators],
] };
