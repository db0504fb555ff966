/** The views that come with the lists of work. */
import { me } from "../../shell/session.js";
import { t } from "../../text/text.js";

const view = (name, query, more = {}) => ({ name, label: t(`views.${name}`), query, ...more });
const ofTeams = (teams) => teams.filter((team) => me().teams?.some((own) => own.toLowerCase() === team.id.toLowerCase()));

export const incidentViews = (teams) => [
  view("open", { open: "true" }), view("urgent", { open: "true", priority: "1,2" }), view("mine", { open: "true", assignee: me().id }), view("my-tasks", { taskPerson: me().id }),
  view("nobody", { open: "true", assignee: "none" }), view("waiting", { open: "true", state: "on_hold" }),
  view("breached", { open: "true", breached: "true" }),
  ...ofTeams(teams).map((team) => ({ name: team.id, label: team.name, query: { open: "true", team: team.id } })),
  view("resolved", { state: "resolved" }), view("all", {}),
];

export const problemViews = () => [view("open", { open: "true" }), view("urgent", { open: "true", priority: "1,2" }), view("waiting-fix", { state: "fix_in_progress" }), view("resolved", { state: "resolved" }), view("all", {})];

export const changeViews = () => [view("drafts", { state: "draft" }), view("scheduled", { state: "scheduled", sort: "start" }), view("under-way", { state: "implementing" }), view("finished", { state: "closed,cancelled" }), view("all", {})];

export const requestViews = () => [
  view("open", { open: "true" }), view("approving", { state: "waiting_approval" }), view("fulfilling", { state: "in_fulfilment" }), view("waiting", { state: "on_hold" }),
  view("fulfilled", { state: "fulfilled" }), view("all", {}),
];

export const taskViews = (teams) => [
  view("mine", { open: "true", mine: "true" }), ...(ofTeams(teams).length > 0 ? [view("my-teams", { open: "true", myTeams: "true" })] : []),
  view("nobody", { open: "true", assignee: "none" }), view("open", { open: "true" }), view("all", {}),
];
