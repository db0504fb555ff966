import Postgres

/// The change service's own tables, step by step.
let changeMigrations: [Migration] = [.m0001Change, .m0200Deployments]
