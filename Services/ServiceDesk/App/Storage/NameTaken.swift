import Records

/// Two records may not share a name; the database says so.
enum NameTaken {
    static func rejection(_ message: String) -> Rejection { Rejection(message, code: "name_taken") }
}
