import Linux
import SystemPackage
import Testing

@testable import Probes

/// Which layer of settings wins.
@Suite struct SettingLayersTests {
  typealias Layer = SettingLayers.Layer

  private static func layers(_ texts: [Layer: [String]], isReadingFiles: Bool = false) -> SettingLayers {
    let settings = texts.map { layer, lines in (layer, lines.map { setting($0, layer) }) }
    return SettingLayers(Dictionary(uniqueKeysWithValues: settings), isReadingFiles: isReadingFiles)
  }

  private static func setting(_ line: String, _ layer: Layer) -> Setting {
    let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return Setting(name: parts[0], value: parts[1], source: "\(layer)")
  }

  /// One row of the table: what the layers say, whether the process reads env files, and what wins for `ROOT`, `DIR`.
  struct Row: Sendable, CustomTestStringConvertible {
    let says: [Layer: [String]]
    var isReadingFiles = false
    let winner: String?

    var testDescription: String { "\(says) -> \(winner ?? "nothing")" }
  }

  @Test(arguments: [
    // What the running process has wins; what its starter has now is past.
    Row(says: [.process: ["ROOT=/p"], .unit: ["ROOT=/u"], .envFile: ["ROOT=/e"]], winner: "process ROOT=/p"),
    Row(says: [.process: ["DIR=/p"], .envFile: ["ROOT=/e"]], winner: "process DIR=/p"),
    Row(says: [.process: ["HOME=/p"], .unit: ["ROOT=/u"], .unitFile: ["ROOT=/f"]], winner: nil),
    Row(says: [.process: [], .envFile: ["ROOT=/e"]], winner: nil),
    Row(says: [.process: [], .envFile: ["ROOT=/e"]], isReadingFiles: true, winner: "envFile ROOT=/e"),
    Row(says: [.process: [], .unit: ["ROOT=/u"]], isReadingFiles: true, winner: nil),
    Row(says: [.process: ["ROOT="], .envFile: ["ROOT=/e"]], isReadingFiles: true, winner: "envFile ROOT=/e"),
    Row(says: [.process: ["ROOT=/p"], .pool: ["ROOT=/l"]], winner: "pool ROOT=/l"),
    // Else what its starter would give it, in the starter's order.
    Row(says: [.unit: ["ROOT=/u"], .unitFile: ["ROOT=/f"], .envFile: ["ROOT=/e"]], winner: "unitFile ROOT=/f"),
    Row(says: [.unit: ["ROOT=/u"], .envFile: ["ROOT=/e"]], winner: "unit ROOT=/u"),
    Row(says: [.compose: ["ROOT=/c"], .composeFile: ["ROOT=/f"]], winner: "compose ROOT=/c"),
    Row(says: [.namedFile: ["ROOT=/n"], .unitFile: ["ROOT=/f"]], winner: "namedFile ROOT=/n"),
    Row(says: [.pod: ["ROOT=/from", "ROOT=/env"]], winner: "pod ROOT=/env"),
    Row(says: [.envFile: ["ROOT=/first", "ROOT=/last", "ROOT="]], winner: "envFile ROOT=/last"),
    // The code has the last word on what it makes of them; what it only hands on is the variable's.
    Row(says: [.code: ["DIR=/c"], .process: ["ROOT=/p"]], winner: "code DIR=/c"),
    Row(says: [.code: ["DIR=/same"], .process: ["ROOT=/same"]], winner: "process ROOT=/same"),
    Row(says: [.code: ["DIR=/c"], .unit: ["ROOT=/u"]], winner: "code DIR=/c"),
    Row(says: [.code: ["ROOT=/c"]], winner: "code ROOT=/c"),
    // Options and the examiner's own environment stand at the ends.
    Row(says: [.option: ["ROOT=/o"], .code: ["ROOT=/c"], .process: ["ROOT=/p"]], winner: "option ROOT=/o"),
    Row(says: [.examiner: ["ROOT=/x"], .process: ["DIR=/p"]], winner: "process DIR=/p"),
    Row(says: [.examiner: ["ROOT=/x"], .process: []], winner: "examiner ROOT=/x"),
    Row(says: [:], winner: nil),
  ])
  func theStrongestLayerWins(row: Row) {
    let layers = Self.layers(row.says, isReadingFiles: row.isReadingFiles)
    let winner = layers.winner(of: ["ROOT", "DIR"])
    #expect(winner.map { "\($0.layer) \($0.setting.name)=\($0.setting.value)" } == row.winner)
    #expect(winner.map { "\($0.layer)" } == winner?.setting.source)
  }

  @Test func everyLayerWinsOverTheNext() {
    // A starter's layers are compared without a process; those above it with one.
    for (stronger, weaker) in zip(Layer.allCases, Layer.allCases.dropFirst()) {
      let layers = Self.layers([stronger: ["ROOT=/a"], weaker: ["ROOT=/b"]], isReadingFiles: true)
      let isFile = SettingLayers.files.contains(weaker) || weaker == .process || weaker == .pool || weaker == .code
      let expected: Layer = stronger == .process && !isFile && weaker != .examiner ? .process : stronger
      #expect(layers.winner(of: ["ROOT"])?.layer == expected)
    }
  }

  @Test func theNextStartReadsTheFiles() {
    let layers = Self.layers([.process: ["ROOT=/p"], .unitFile: ["ROOT=/f"], .envFile: ["ROOT=/p", "DIR=/e"]])
    #expect(layers.written(["ROOT"])?.source == "unitFile")
    #expect(layers.written(["DIR", "ROOT"])?.value == "/f")
    #expect(layers.written(["DIR"], in: [.unitFile]) == nil)
    #expect(layers.line(of: Setting(name: "ROOT", value: "/p", source: ""))?.source == "envFile")
    #expect(layers.line(of: Setting(name: "ROOT", value: "/x", source: "")) == nil)
    #expect(layers.variableNames == ["ROOT", "DIR"])
  }

  @Test func codeReadsVariables() {
    let running = Self.layers([.process: ["A="], .pool: ["B=pool"], .unit: ["C=unit"], .envFile: ["A=file", "C=file"]])
    #expect(running.variable("A", isLoadingFiles: true)?.value == "")
    #expect(running.variable("B", isLoadingFiles: false)?.value == "pool")
    #expect(running.variable("C", isLoadingFiles: true)?.value == "file")
    #expect(running.variable("C", isLoadingFiles: false) == nil)
    let unknown = Self.layers([.unit: ["C=unit"], .envFile: ["C=file", "D=file"], .code: ["D=code"]])
    #expect(unknown.variable("C", isLoadingFiles: true)?.value == "unit")
    #expect(unknown.variable("D", isLoadingFiles: false) == nil)
  }

  @Test func theLosersAreNamed() {
    let layers = Self.layers([
      .code: ["ROOT=/c"], .process: ["ROOT=/p"], .unit: ["ROOT=/u"], .envFile: ["ROOT=/p", "DIR=/e", "ROOT=/e"],
    ])
    let winner = Setting(name: "ROOT", value: "/p", source: "process")
    #expect(layers.overruled(by: winner).map(\.value) == ["/c", "/u", "/e"])
  }

  @Test func aSettingOfCodeIsKnownByItsMeaning() {
    var bucket = Setting(name: "PRINTS", value: "prints", source: "config/storage.yml:3")
    bucket.meaning = "S3_BUCKET"
    let layers = Self.layers([.process: []]).adding([bucket], as: .code)
    #expect(layers.winner(of: StoreRole.bucket.names)?.setting == bucket)
    #expect(layers.winner(of: ["PRINTS"]) == nil)
  }

  @Test func aProcessWithoutItsFilesSettingsReadsThemItself() throws {
    var machine = RecordedMachine()
    machine.add("/proc/7/status", text: "Name:\tnode\nUid:\t33\t33\t33\t33\nGid:\t33\t33\t33\t33\n")
    machine.add(link: "/proc/7/cwd", to: "/srv/app")
    let process = try #require(machine.process(7))
    func layers(_ path: FilePath, _ layer: Layer, _ environment: [String: String]?) -> SettingLayers {
      var file = EnvironmentFile(Place(path), text: "ROOT=/e\n")
      file.layer = layer
      return SettingLayers(of: process, named: "node", environment: environment, files: [file])
    }
    #expect(layers("/srv/app/.env", .envFile, [:]).isReadingFiles)
    #expect(layers("/srv/app/.env", .unitFile, [:]).isReadingFiles)
    #expect(!layers("/srv/app/.env", .envFile, ["ROOT": "/p"]).isReadingFiles)
    #expect(!layers("/etc/default/app", .unitFile, [:]).isReadingFiles)
    #expect(layers("/etc/default/app", .unitFile, nil).winner(of: ["ROOT"])?.layer == .unitFile)
    let own = layers("/srv/app/.env", .envFile, ["ROOT": "/p"]).winner(of: ["ROOT"])
    #expect(own?.setting.source == "environment of node (pid 7)")
  }
}
