import Postgres

/// What was said is found by its words. The database keeps them, so that copies of the version before keep them too.
enum ConversationWordsTables {
    static let migrations = [Migration(name: "m0500_conversation_words", sql: words)]

    private static let words = """
        ALTER TABLE conversation_entry ADD COLUMN about uuid, ADD COLUMN words tsvector;
        CREATE FUNCTION conversation_entry_words() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.words := record_words('', '', NEW.text);
                NEW.about := (SELECT about FROM conversation WHERE id = NEW.conversation);
                RETURN NEW;
            END
        $$;
        CREATE TRIGGER conversation_entry_words BEFORE INSERT OR UPDATE OF text ON conversation_entry
            FOR EACH ROW EXECUTE FUNCTION conversation_entry_words();
        UPDATE conversation_entry SET text = text;
        CREATE INDEX conversation_entry_by_words ON conversation_entry USING gin (words);
        """
}
