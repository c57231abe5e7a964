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
    .target(name: "CLinux"),
    .target(name: "Linux", dependencies: ["CLinux", .product(name: "SystemPackage", package: "swift-system")]),
    .target(
      name: "Wire",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "NIOHTTP2", package: "swift-nio-http2"),
        .product(name: "NIOHPACK", package: "swift-nio-http2"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ]),
    .target(name: "Nginx"),
    .target(name: "Diagnostics", dependencies: [.product(name: "Yams", package: "Yams")]),
    .target(name: "Checks", dependencies: ["Diagnostics"], path: "checks", plugins: ["EmbedChecks"]),
    .target(
      name: "Probes",
      dependencies: [
        "Diagnostics", "Linux", "Nginx", "Wire",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "Reports", dependencies: ["Diagnostics"]),
    .executableTarget(
      name: "servedoctor",
      dependencies: [
        "Checks", "Diagnostics", "Linux", "Nginx", "Probes", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(name: "embed-checks", dependencies: ["Diagnostics"]),
    .testTarget(name: "ChecksTests", dependencies: ["Checks", "Diagnostics", "Probes"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(
      name: "LinuxTests", dependencies: ["Linux", .product(name: "SystemPackage", package: "swift-system")],
      exclude: ["kernel.py"]),
    .testTarget(name: "NginxTests", dependencies: ["Nginx"], exclude: ["pcre2.c"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Diagnostics", "Reports"],
      exclude: ["Golden", "report.schema.json", "validate.py"]),
    .testTarget(
      name: "ProbesTests",
      dependencies: [
        "Diagnostics", "Linux", "Probes", "Wire", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(
      name: "ServedoctorTests",
      dependencies: [
        "Diagnostics", "Linux", "Nginx", "Probes", "Reports", "servedoctor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(name: "WireTests", dependencies: ["Wire"]),
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
