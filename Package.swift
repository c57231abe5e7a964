// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "servedoctor",
  products: [.executable(name: "servedoctor", targets: ["servedoctor"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "Notation", dependencies: [.product(name: "Yams", package: "Yams")]),
    .target(name: "CLinux"),
    .target(
      name: "Linux", dependencies: ["CLinux", "Notation", .product(name: "SystemPackage", package: "swift-system")]),
    .target(
      name: "Wire",
      dependencies: [
        "Notation",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "NIOHTTP2", package: "swift-nio-http2"),
        .product(name: "NIOHPACK", package: "swift-nio-http2"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ]),
    .target(name: "Nginx", dependencies: ["Notation"]),
    .target(name: "Diagnostics", dependencies: ["Notation"]),
    .target(name: "Facts", dependencies: ["Diagnostics", "Notation"], plugins: ["EmbedChecks"]),
    .target(
      name: "Checks", dependencies: ["Diagnostics"], path: "checks", exclude: ["facts"], plugins: ["EmbedChecks"]),
    .target(
      name: "Probes",
      dependencies: [
        "Diagnostics", "Facts", "Linux", "Nginx", "Notation", "Wire",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(name: "Merging", dependencies: ["Diagnostics", "Facts"]),
    .target(name: "Reports", dependencies: ["Diagnostics", "Facts", "Notation"]),
    .executableTarget(
      name: "servedoctor",
      dependencies: [
        "CLinux", "Checks", "Diagnostics", "Linux", "Merging", "Nginx", "Notation", "Probes", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(name: "embed-checks", dependencies: ["Diagnostics", "Notation"]),
    .testTarget(name: "ChecksTests", dependencies: ["Checks", "Diagnostics", "Notation", "Probes"]),
    .testTarget(name: "FactsTests", dependencies: ["Diagnostics", "Facts", "Notation"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "Notation"]),
    .testTarget(
      name: "LinuxTests", dependencies: ["Linux", .product(name: "SystemPackage", package: "swift-system")],
      exclude: ["kernel.py"]),
    .testTarget(name: "MergingTests", dependencies: ["Diagnostics", "Facts", "Merging"]),
    .testTarget(name: "NginxTests", dependencies: ["Nginx", "Notation"], exclude: ["pcre2.c"]),
    .testTarget(name: "NotationTests", dependencies: ["Notation"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Diagnostics", "Notation", "Reports"],
      exclude: ["Golden", "report.schema.json", "validate.py"]),
    .testTarget(
      name: "ProbesTests",
      dependencies: [
        "Diagnostics", "Facts", "Linux", "Notation", "Probes", "Wire",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(
      name: "ServedoctorTests",
      dependencies: [
        "Diagnostics", "Linux", "Nginx", "Notation", "Probes", "Reports", "servedoctor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(name: "WireTests", dependencies: ["Notation", "Wire"]),
    .plugin(name: "EmbedChecks", capability: .buildTool(), dependencies: ["embed-checks"], path: "Sources/EmbedChecks"),
  ],
  cLanguageStandard: .gnu17
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
