import Contracts
import Foundation
import Messaging
import Postgres

/// Deployments that delivery tools told of: who looks for the cause of trouble looks here first.
struct DeploymentStore {
    /// The newest that was announced of one counts, whichever message comes last; what it was, it keeps where a later one is silent.
    func keep(_ told: DeploymentAnnounced, _ received: Received, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO deployments (
                id, sequence, heard_at, tool, name, environment, revision, outcome, started_at, finished_at, link, items,
                services, change)
            VALUES (
                \(told.record), \(received.sequence), \(try tx.now), \(told.tool), \(told.name), \(told.environment),
                \(told.revision), \(told.outcome.rawValue), \(told.startedAt), \(told.finishedAt), \(told.link),
                \(told.items), \(told.services), \(told.change))
            ON CONFLICT (id) DO UPDATE SET
                sequence = greatest(deployments.sequence, excluded.sequence),
                outcome = CASE WHEN excluded.sequence >= deployments.sequence
                    THEN excluded.outcome ELSE deployments.outcome END,
                environment = coalesce(excluded.environment, deployments.environment),
                revision = coalesce(excluded.revision, deployments.revision),
                started_at = coalesce(deployments.started_at, excluded.started_at),
                finished_at = coalesce(excluded.finished_at, deployments.finished_at),
                link = coalesce(excluded.link, deployments.link), items = excluded.items,
                services = excluded.services, change = coalesce(excluded.change, deployments.change)
            """)
    }
}

extension Migration {
    static let m0200Deployments = Migration(
        name: "m0200_deployments",
        sql: """
            CREATE TABLE deployments (
                id uuid PRIMARY KEY,
                sequence bigint NOT NULL,
                heard_at timestamptz NOT NULL,
                tool text NOT NULL,
                name text NOT NULL,
                environment text,
                revision text,
                outcome text NOT NULL,
                started_at timestamptz,
                finished_at timestamptz,
                link text,
                items uuid[] NOT NULL,
                services uuid[] NOT NULL,
                change text
            );
            CREATE INDEX deployments_by_hearing ON deployments (heard_at, id);
            CREATE INDEX deployments_by_item ON deployments USING gin (items);
            CREATE INDEX deployments_by_service ON deployments USING gin (services);
            """)
}
