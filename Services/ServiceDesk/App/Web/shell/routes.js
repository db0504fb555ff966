/** All screens: where they are, who may open them, and where their code is. */
import { administrationArea, administrationRoutes, portalArea, portalRoutes } from "./portal-routes.js";

const staff = ["agent", "manager", "administrator"];
const work = (file) => () => import(`../pages/work/${file}.js`);
const reports = (file) => () => import(`../pages/reports/${file}.js`);
const operations = (file) => () => import(`../pages/operations/${file}.js`);

/** The first pattern that fits wins. `roles` left out: everybody who is signed in. */
export const routes = [
  ...portalRoutes,
  { path: "/work/incidents", roles: staff, open: work("incidents") },
  { path: "/work/incidents/:number", roles: staff, open: work("incident") },
  { path: "/work/service-levels", roles: staff, open: work("service-levels") },
  { path: "/work/report", roles: ["agent"], open: work("report") },
  { path: "/work/problems", roles: staff, open: work("problems") },
  { path: "/work/problems/:number", roles: staff, open: work("problem") },
  { path: "/work/candidates", roles: staff, open: work("candidates") },
  { path: "/work/candidates/:number", roles: staff, open: work("candidate") },
  { path: "/work/known-errors", roles: staff, open: work("known-errors") },
  { path: "/work/known-errors/:number", roles: staff, open: work("known-error") },
  { path: "/work/requests", roles: staff, open: work("requests") },
  { path: "/work/requests/:id", roles: staff, open: work("request") },
  { path: "/work/tasks", roles: staff, open: work("tasks") },
  { path: "/work/unsupported-requests", roles: staff, open: work("unsupported-requests") },
  { path: "/work/unsupported-requests/:id", roles: staff, open: work("unsupported-request") },
  { path: "/work/articles", roles: staff, open: work("articles") },
  { path: "/work/articles/new", roles: staff, open: work("new-article") },
  { path: "/work/articles/:id", roles: staff, open: work("article") },
  { path: "/work/search", roles: staff, open: work("search") },
  { path: "/work/changes", roles: staff, open: work("changes") },
  { path: "/work/changes/new", roles: staff, open: work("new-change") },
  { path: "/work/changes/:number", roles: staff, open: work("change") },
  { path: "/operations/alerts", roles: staff, open: operations("alerts") },
  { path: "/operations/alerts/:number", roles: staff, open: operations("alert") },
  { path: "/operations/situations", roles: staff, open: operations("situations") },
  { path: "/operations/situations/:number", roles: staff, open: operations("situation") },
  { path: "/operations/health", roles: staff, open: operations("health") },
  { path: "/operations/health/:id", roles: staff, open: operations("service") },
  { path: "/operations/restore-order", roles: staff, open: operations("restore-order") },
  { path: "/operations/major-incidents", roles: staff, open: operations("major-incidents") },
  { path: "/operations/major-incidents/:number", roles: staff, open: operations("major-incident") },
  { path: "/operations/on-call", roles: staff, open: operations("on-call/on-call") },
  { path: "/operations/on-call/new", roles: ["administrator"], open: operations("on-call/layers") },
  { path: "/operations/on-call/report", roles: staff, open: operations("on-call/report") },
  { path: "/operations/on-call/:id", roles: staff, open: operations("on-call/schedule") },
  { path: "/operations/on-call/:id/layers", roles: ["administrator"], open: operations("on-call/layers") },
  { path: "/operations/escalation", roles: staff, open: operations("on-call/escalation") },
  { path: "/operations/map", roles: staff, open: operations("map") },
  { path: "/operations/calendar", roles: staff, open: operations("calendar") },
  { path: "/operations/windows", roles: staff, open: operations("windows") },
  { path: "/operations/windows/:number", roles: staff, open: operations("window") },
  { path: "/operations/silences", roles: staff, open: operations("silences") },
  { path: "/operations/silences/new", roles: ["agent", "administrator"], open: operations("new-silence") },
  { path: "/operations/silences/:id", roles: staff, open: operations("silence") },
  { path: "/operations/inhibitions", roles: staff, open: operations("inhibitions") },
  { path: "/operations/inhibitions/new", roles: ["agent", "administrator"], open: operations("new-inhibition") },
  { path: "/operations/inhibitions/:id", roles: staff, open: operations("inhibition") },
  { path: "/operations/runs", roles: staff, open: operations("runs") },
  { path: "/operations/runs/:number", roles: staff, open: operations("run") },
  { path: "/operations/suppressions", roles: staff, open: operations("suppressions") },
  { path: "/reports/incidents", roles: staff, open: reports("incidents") },
  { path: "/reports/service-levels", roles: staff, open: reports("levels") },
  { path: "/reports/availability", roles: staff, open: reports("availability") },
  { path: "/reports/contacts", roles: staff, open: reports("contacts") },
  { path: "/reports/monthly", roles: staff, open: reports("monthly") },
  ...administrationRoutes,
];

/** The navigation: groups of screens. */
export const areas = [
  portalArea,
  { name: "work", roles: staff, items: [
    ["/work/incidents?open=true", "incidents", "incident"], ["/work/requests?open=true", "requests", "request"], ["/work/tasks?open=true&mine=true", "tasks", "task"],
    ["/work/problems", "problems", "problem"], ["/work/candidates", "candidates", "candidate"],
    ["/work/known-errors", "known-errors", "known-error"], ["/work/changes", "changes", "change"],
    ["/work/articles", "articles", "article"], ["/work/service-levels", "service-levels", "clock"],
  ] },
  { name: "operations", roles: staff, items: [
    ["/operations/alerts", "alerts", "alerts"], ["/operations/situations", "situations", "situation"], ["/operations/health", "health", "health"],
    ["/operations/restore-order", "restore-order", "sort"], ["/operations/major-incidents", "major-incidents", "alert"], ["/operations/on-call", "on-call", "phone"],
    ["/operations/map", "map", "map"], ["/operations/calendar", "calendar", "change-calendar"], ["/operations/windows", "windows", "window"],
    ["/operations/silences", "silences", "mute"], ["/operations/inhibitions", "inhibitions", "link"], ["/operations/suppressions", "suppressions", "history"],
    ["/operations/runs", "runs", "play"],
  ] },
  { name: "reports", roles: staff, items: [
    ["/reports/incidents", "incident-report", "incident"], ["/reports/service-levels", "levels-report", "clock"], ["/reports/availability", "availability-report", "health"], ["/reports/contacts", "contact-report", "phone"], ["/reports/monthly", "monthly-report", "calendar"],
  ] },
  administrationArea,
];
