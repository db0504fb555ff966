/// Placeholder until the service is assembled.
@main struct EventApp { static func main() {} }
