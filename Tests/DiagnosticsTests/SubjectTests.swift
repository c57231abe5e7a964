import Diagnostics
import Testing

@Suite struct SubjectTests {
  @Test func sightsStayOnTheirMachine() {
    #expect(!Subject([.host: "a"]).joins([.host: "b", .url: "http://x/"]))
    #expect(Subject([.host: "a"]).joins([.host: "a", .url: "http://x/"]))
    #expect(!Subject([.host: "a", .url: "http://x/"]).joins([.host: "a", .url: "http://y/"]))
    #expect(!Subject([.host: "a", .route: "media"]).joins([.host: "b", .route: "media"]))
  }
}
