import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// One run over a recorded machine with probes of its own: what fails is told, and everything else stands.
@Suite struct ExaminationTests {
  /// Sees a little of the machine, and then finds nothing to go on with.
  private struct ThrowingProbe: Probe {
    struct Problem: Error, CustomStringConvertible {
      let description = "the instance is not what it was"
    }

    static let id = "path"
    static let summary = "Throws."

    func look(at scene: Scene, into recorder: Recorder) async throws {
      recorder.record(PathDirectory(path: "before"), "seen before")
      throw Problem()
    }
  }

  /// Looks at a file.
  private struct LookingProbe: Probe {
    static let id = "disk"
    static let summary = "Looks."

    func look(at scene: Scene, into recorder: Recorder) async {
      let size = scene.machine.file(at: Place("/srv/app/a.css"))?.size
      recorder.record(PathDirectory(path: "size \(size ?? -1)"), "looked")
    }
  }

  private func report(_ stages: [[any Probe]], failing failures: [Place: Errno] = [:]) async -> Report {
    var machine = RecordedMachine()
    machine.add("/srv/app/a.css", text: "a {}")
    machine.failures = failures
    var options = ExaminationOptions()
    options.targets = ["/srv/app/a.css"]
    (options.probeTimeout, options.deadline) = (.seconds(600), .seconds(600))
    return await Examination(
      machine: machine, network: RecordedNetwork(), options: options, catalogue: Catalogue([]), stages: stages
    ).run()
  }

  @Test(arguments: [[[ThrowingProbe(), LookingProbe()]], [[ThrowingProbe()], [LookingProbe()]]] as [[[any Probe]]])
  func aProbeThatThrowsFailsAlone(stages: [[any Probe]]) async throws {
    let report = await report(stages)
    #expect(report.probes.map(\.id) == ["path", "disk"])
    #expect(report.probes.map(\.status) == [.failed, .ok])
    #expect(report.probes.first?.reason == "the instance is not what it was")
    #expect(Set(report.observations.map(\.summary)) == ["seen before", "looked"])
    #expect(report.isComplete)
  }

  @Test func aFailedLookIsAnObservationOfItsProbe() async throws {
    let report = await report([[LookingProbe()]], failing: [Place("/srv/app/a.css"): .staleNFSFileHandle])
    let failed = report.observations.filter { $0.isOf(ProbeFailed.self) && $0.probe == "disk" }
    #expect(failed.compactMap { $0.value(of: ProbeFailed.self)?.errno } == ["ESTALE"])
    #expect(report.probes.map(\.status) == [.ok])
    #expect(report.observations.contains { $0.summary == "looked" })
  }

  @Test func whatDiscoveryCouldNotSeeIsToldWhicheverProbesRun() async throws {
    let report = await report([[LookingProbe()]], failing: [Place("/proc"): .ioError])
    let failed = report.observations.filter { $0.isOf(ProbeFailed.self) }
    #expect(failed.contains { $0.probe == FailedLooks.discovery && $0.subject[.path] == "/proc" })
  }
}
