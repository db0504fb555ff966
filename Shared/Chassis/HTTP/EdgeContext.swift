import Hummingbird

/// What travels with a request through the router.
package struct EdgeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Given by the caller, or made when the request came in.
    package var correlation = ""

    package init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}
