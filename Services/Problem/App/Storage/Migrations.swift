import Postgres

/// This service's own tables, oldest first; never change one that was shipped.
enum ProblemTables {
    static let migrations: [Migration] = [.m0001, .m0002Improvement]
}
