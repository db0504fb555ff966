import Chassis
import IncidentDomain
import Postgres

/// What the list of incidents can be filtered and sorted by.
let incidentListing = Listing(
    sorts: [
        Listing.Column("openedAt", "opened_at", .date), Listing.Column("priority", "priority", .integer),
        Listing.Column("number", "number", .text),
    ],
    standard: "-openedAt",
    filters: [
        .any("state", "state", .oneOf(Incident.State.self), "Only these states"),
        .any("priority", "priority", .integer, "Only these priorities, 1 to 5"),
        .any("team", "team", .uuid, orNone: true, "Only these teams"),
        .any("assignee", "assignee", .uuid, orNone: true, "Only these people's"),
        .any("situation", "situation", .uuid, "Only those of these situations"),
        .any("causeItem", "cause_item", .uuid, "Only those with these configuration items as cause"),
        .any("problem", "problem", .uuid, orNone: true, "Only those linked to these problems"),
        .any("parent", "parent", .uuid, orNone: true, "Only children of these incidents"),
        .any("category", "category", .text, orNone: true, "Only these categories"),
        .flag("pingPong", "ping_pong", "Only those that came back to a team twice or more, or not"),
        .anyIn("taskPerson", "task_people", .uuid, "Only those with an open task of these people"),
        .anyIn("taskTeam", "task_teams", .uuid, "Only those with an open task of these teams"),
        .any("requester", "requester", .uuid, "Only what these people reported"),
        .flag(
            "open", "state NOT IN ('resolved', 'closed', 'cancelled')", "Only those with work left to do, or without"),
        .flag("breached", "breached", "Only those with a service level clock that was missed, or without"),
        .flag("paused", "clock_paused", "Only those whose service level clocks are held, or not"),
        .until("dueUntil", "due_at", .date, "Due before"),
        .from("openedFrom", "opened_at", .date, "Opened at or after"),
        .until("openedUntil", "opened_at", .date, "Opened before"),
    ],
    search: { words in
        "(number = upper(\(words)) OR position(lower(\(words)) IN lower(summary)) > 0)"
    })
