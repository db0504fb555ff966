// swift-tools-version: 6.2
import PackageDescription

// The rules of the restore order alone, built in a minute, for the figures that `deploy/bench/README.md` shows.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "restore-order",
    targets: [
        .target(name: "Records", exclude: ["README.md", "Vectors"], swiftSettings: settings),
        .target(name: "IncidentDomain", dependencies: ["Records"], swiftSettings: settings),
        .executableTarget(
            name: "RestoreOrderFigures", dependencies: ["IncidentDomain", "Records"], swiftSettings: settings),
    ]
)
