import Diagnostics
import Foundation
import Reports
import Testing

/// Reports of real worlds of the clinic; `Tests/Clinic/run --reports FOLDER` takes new ones.
@Suite struct WorldReportTests {
  private static let folder = Golden.folder + "/worlds"
  static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()

  private static func stored(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name).json")))
  }

  @Test func thereAreEnough() { #expect(Self.names.count >= 12) }

  @Test(arguments: names)
  func everyFormatTellsThem(name: String) throws {
    let bytes = try Self.stored(name)
    let report = try Report(json: bytes)
    #expect(rendered(report, as: .json) == String(decoding: bytes, as: UTF8.self))
    for format in Format.allCases where format != .json {
      try Golden.expect(rendered(report, as: format), isIn: "worlds/\(name).\(format)")
    }
  }

  @Test(arguments: names, Format.allCases)
  func nothingIsLost(name: String, format: Format) throws {
    let report = try Report(json: Self.stored(name))
    let told = rendered(report, as: format, presentation: Presentation(verbosity: .verbose))
    let diagnosis = report.diagnosis
    let ids =
      diagnosis.causes.map(\.cause.id) + diagnosis.causes.flatMap { $0.consequences.map(\.id) }
      + diagnosis.ruledOut.map(\.id) + diagnosis.undetermined.map(\.id)
    for id in ids { #expect(told.contains(id), "\(id) does not reach \(format)") }
    for verdict in Set(diagnosis.causes.filter { $0.cause.symptoms != ["none"] }.map(\.verdict)) {
      #expect(told.contains(verdict.rawValue))
    }
  }

  @Test(arguments: names, [40, 60, 80, 100, 200])
  func everyWidthIsKept(name: String, width: Int) throws {
    let report = try Report(json: Self.stored(name))
    let fixes: [Fix] = report.diagnosis.causes.flatMap(\.fixes)
    let told: [String] = fixes.flatMap(\.commands) + fixes.compactMap(\.patch)
    let commands = Set(told.flatMap { $0.split(separator: "\n") })
    let text = rendered(report, as: .text, presentation: Presentation(width: width))
    for line in text.split(separator: "\n") where line.count > width {
      let isCommand = commands.contains { line.hasSuffix(Foreign.harmless(String($0))) }
      #expect(isCommand || line.split(separator: " ").contains { $0.count > width / 2 }, "\(line)")
    }
  }

  @Test func theReadmeShowsAReportAsItIsPrinted() throws {
    let root = Golden.folder.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let readme = try String(contentsOf: URL(filePath: root + "/README.md"), encoding: .utf8)
    let report = try String(contentsOf: URL(filePath: Self.folder + "/closed-home.text"), encoding: .utf8)
    #expect(readme.contains(report), "README.md shows another report than Golden/worlds/closed-home.text")
  }
}
