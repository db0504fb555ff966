// swift-tools-version: 6.2
import PackageDescription

// Two kinds of targets: what all services share, and the five services, which all look the same. The names listed are the
// allowed arrows; ArchitectureTests and the import check of `deploy/test` hold them.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "_CryptoExtras", package: "swift-crypto")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func shared(_ name: String, _ dependencies: Target.Dependency..., exclude: [String] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Shared/\(name)", exclude: exclude, swiftSettings: settings)
}

func service(
    _ folder: String, _ name: String, _ more: Target.Dependency..., exclude: [String] = []
) -> [Target] {
    [
        .target(
            name: "\(name)Domain", dependencies: ["Records"], path: "Services/\(folder)/Domain", swiftSettings: settings
        ),
        .executableTarget(
            name: "\(name)App",
            dependencies: [
                .target(name: "\(name)Domain"), "Contracts", "Records", "Messaging", "Postgres", "Chassis", httpTypes,
                hummingbird, logging,
            ] + more,
            path: "Services/\(folder)/App", exclude: exclude, swiftSettings: settings),
    ]
}

/// Test targets, each with what it tests; `Tests/Support` holds what several need.
func tests() -> [Target] {
    func test(_ name: String, _ dependencies: Target.Dependency...) -> Target {
        .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
    }
    return [
        .target(
            name: "TestSupport",
            dependencies: ["AMQP", "Messaging", "Postgres", crypto, httpTypes, hummingbird, logging, nio],
            path: "Tests/Support", exclude: ["mail_peer.py"],
            swiftSettings: settings),
        .target(
            name: "AccessMatrix",
            dependencies: [
                "Chassis", "Records", "TestSupport", httpTypes, hummingbird, hummingbirdTesting, logging, nio,
            ], path: "Tests/AccessMatrix", swiftSettings: settings),
        test("RecordsTests", "Records"),
        test("PostgresTests", "Postgres", "TestSupport", logging),
        test("AMQPTests", "AMQP", "TestSupport", logging),
        test("DeliveryTests", "Delivery", "TestSupport"),
        test("MessagingTests", "AMQP", "Contracts", "Messaging", "Postgres", "Records", "TestSupport"),
        test(
            "ChassisTests", "Chassis", "Contracts", "Postgres", "Records", httpTypes, hummingbird, hummingbirdTesting,
            jwt, logging,
            metrics),
        .testTarget(
            name: "ContractsTests", dependencies: ["Chassis", "Contracts", "Messaging", crypto],
            path: "Tests/ContractsTests",
            exclude: ["Samples"], swiftSettings: settings),
        test("ArchitectureTests"),
        test("SystemTests", "Chassis", "Contracts", "TestSupport"),
        test("OperatorTests", "Operator", "Messaging"),
    ] + ["Desk", "Incident", "Problem", "Change", "Event"].flatMap(serviceTests)
}

/// A service's rules, in milliseconds, and its app on a real database and broker.
func serviceTests(_ name: String) -> [Target] {
    let domain = Target.Dependency.target(name: "\(name)Domain")
    let more: [Target.Dependency] =
        name == "Desk" || name == "Incident"
        ? ["Delivery"] : name == "Event" ? ["AMQP", "Delivery", asn1, certificates, crypto, cryptoExtras] : []
    return [
        .testTarget(
            name: "\(name)DomainTests", dependencies: [domain, "Records", "TestSupport"],
            path: "Tests/\(name)DomainTests",
            swiftSettings: settings),
        .testTarget(
            name: "\(name)AppTests",
            dependencies: [
                domain, .target(name: "\(name)App"), "AccessMatrix", "Chassis", "Contracts", "Messaging", "Postgres",
                "Records",
                "TestSupport",
                httpTypes, hummingbird, hummingbirdTesting, logging, nio,
            ] + more, path: "Tests/\(name)AppTests", swiftSettings: settings),
    ]
}

let package = Package(
    name: "dienst",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dienst", targets: ["Operator"]),
        .executable(name: "dienst-desk", targets: ["DeskApp"]),
        .executable(name: "dienst-incident", targets: ["IncidentApp"]),
        .executable(name: "dienst-problem", targets: ["ProblemApp"]),
        .executable(name: "dienst-change", targets: ["ChangeApp"]),
        .executable(name: "dienst-event", targets: ["EventApp"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", path: "Shared/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CRabbitMQ", path: "Shared/CRabbitMQ", pkgConfig: "librabbitmq",
            providers: [.apt(["librabbitmq-dev"])]),
        .systemLibrary(
            name: "CArgon2", path: "Shared/CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(
            name: "CCurl", path: "Shared/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CGMime", path: "Shared/CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(
            name: "CZLib", path: "Shared/CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CSys", path: "Shared/CSys"),
        shared("Contracts"),
        shared("Records", exclude: ["README.md", "Vectors"]),
        shared("Postgres", "CLibPQ", logging),
        shared("AMQP", "CRabbitMQ", "CSys", logging),
        shared("Messaging", "AMQP", "Contracts", "Postgres", "Records", crypto, logging),
        shared(
            "Chassis", "AMQP", "Contracts", "Messaging", "Postgres", "Records", crypto, httpTypes, hummingbird, jwt,
            lifecycle,
            logging, metrics, signals, exclude: ["README.md"]),
        shared("Delivery", "CCurl", "CGMime"),
        .executableTarget(
            name: "Operator", dependencies: ["Messaging", arguments, crypto, logging, subprocess, system],
            path: "Shared/Operator",
            swiftSettings: settings),
    ]
        + tests()
        + service("ServiceDesk", "Desk", "CArgon2", "Delivery", crypto, csv, exclude: ["Web"])
        + service("Incident", "Incident", "Delivery", crypto, metrics)
        + service("Problem", "Problem")
        + service("Change", "Change", yams)
        + service(
            "EventManagement", "Event", "AMQP", "CZLib", "Delivery", asn1, certificates, crypto, cryptoExtras, csv,
            metrics,
            nio, nioPosix)
)
