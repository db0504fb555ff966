import Postgres

/// Who has something to do in an incident, to be found by.
enum TaskTables {
    static let migrations = [Migration(name: "m1000_tasks", sql: tasks)]

    private static let tasks = """
        -- Of tasks that are open.
        ALTER TABLE incident
            ADD COLUMN task_people uuid[] NOT NULL DEFAULT '{}',
            ADD COLUMN task_teams uuid[] NOT NULL DEFAULT '{}';
        CREATE INDEX incident_by_task_people ON incident USING gin (task_people) WHERE task_people <> '{}';
        CREATE INDEX incident_by_task_teams ON incident USING gin (task_teams) WHERE task_teams <> '{}';
        """
}
