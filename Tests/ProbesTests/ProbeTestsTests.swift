import Foundation
import Testing

@testable import Probes

/// Every probe has tests on recorded servers, with something that it sees and something at which it stays silent.
@Suite struct ProbeTestsTests {
  @Test func everyProbeIsTested() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Probes")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for probe in ProbeList.all.map({ String(describing: type(of: $0)) }) {
      let own = files.filter { $0.lastPathComponent.hasPrefix(probe) }
      let text = try own.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
      #expect(text.contains("@Test"), "\(probe) has no tests")
      #expect(
        ["isEmpty", "count == 0", "seen.count == 1"].contains(where: text.contains),
        "\(probe) is never seen to stay silent")
    }
  }
}
