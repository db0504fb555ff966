import Testing

/// Each story has the machine to itself.
@Suite(.serialized) struct Stories {}
