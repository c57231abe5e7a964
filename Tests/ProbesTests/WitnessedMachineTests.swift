import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Which failed looks are noted, how often, and in whose name.
@Suite struct WitnessedMachineTests {
  private let looks = FailedLooks()
  private let log = ObservationLog(redactor: Redactor(isActive: true), told: ["path", "disk", FailedLooks.discovery])

  private static var recorded: RecordedMachine {
    var machine = RecordedMachine()
    machine.add("/srv/app/a.css", text: "a {}")
    machine.add(link: "/srv/app/current", to: "/srv/app/a.css")
    return machine
  }

  private func witnessed(failing failures: [Place: Errno] = [:]) -> WitnessedMachine {
    var machine = Self.recorded
    machine.failures = failures
    return WitnessedMachine(machine, noting: looks)
  }

  /// What is told after a probe has looked.
  private func told(of probe: String = FailedLooks.discovery) -> [ProbeFailed] {
    looks.record(of: probe, into: log)
    return log.observations.filter { $0.probe == probe }.compactMap { $0.value() }
  }

  @Test func ordinaryAnswersAreNoFailures() {
    let machine = witnessed()
    let file = Place("/srv/app/a.css")
    #expect(machine.file(at: Place("/srv/app/b.css")) == nil)
    #expect(machine.file(at: file.appending("deeper")) == nil)
    #expect(machine.target(of: file) == nil)
    #expect(machine.bytes(of: Place("/srv/app"), limit: 10) == nil)
    #expect(machine.entries(of: file, limit: 10) == nil)
    #expect(machine.label(of: file) == nil)
    #expect(machine.statuses(of: [Array("b.css".utf8)], below: Place("/srv/app")) == [.failure(.noSuchFileOrDirectory)])
    #expect(told().isEmpty)
  }

  @Test func aProcessThatEndedIsNoFailure() {
    let machine = witnessed(failing: [Place("/proc/812"): .noSuchProcess])
    #expect(machine.environment(of: 812) == nil)
    #expect(told().isEmpty)
  }

  @Test(arguments: [Errno.ioError, .staleNFSFileHandle, .socketNotConnected, .permissionDenied])
  func eachFailureIsNotedOnce(errno: Errno) {
    let place = Place("/srv/app/a.css")
    let machine = witnessed(failing: [place: errno])
    for _ in 0..<3 {
      #expect(machine.file(at: place) == nil)
      #expect(machine.bytes(of: place, limit: 10) == nil)
    }
    let told = told()
    #expect(told.map(\.call) == [.stat, .open])
    #expect(told.allSatisfy { $0.errno == errno.symbol && $0.path == "/srv/app/a.css" && $0.more == nil })
    #expect(log.observations.allSatisfy { $0.subject == [.path: "/srv/app/a.css"] })
  }

  @Test func everyCallIsWitnessed() {
    let place = Place("/srv/app")
    let machine = witnessed(failing: [place: .ioError])
    #expect(machine.file(at: place, followingLinks: false) == nil)
    #expect(machine.entries(of: place, limit: 1) == nil)
    #expect(machine.bytes(of: place, limit: 1) == nil)
    #expect(machine.target(of: place) == nil)
    #expect(machine.accessList(of: place) == nil)
    #expect(machine.room(at: place) == nil)
    let told = told()
    #expect(told.map(\.call) == [.stat, .readdir, .open, .readlink, .getxattr, .statvfs])
    #expect(told.allSatisfy { $0.path == "/srv/app" && $0.errno == "EIO" })
  }

  @Test func aFailureAmongManyFilesIsOfThatFile() {
    let machine = witnessed(failing: [Place("/srv/app/a.css"): .ioError])
    _ = machine.statuses(of: [Array("a.css".utf8), Array("b.css".utf8)], below: Place("/srv/app"))
    #expect(told().map(\.path) == ["/srv/app/a.css"])
  }

  @Test func whatIsAmendedOrAvoidsDeadMountsIsWitnessedToo() {
    let machine = witnessed(failing: [Place("/srv/app"): .ioError])
    #expect(AmendedMachine(machine).file(at: Place("/srv/app")) == nil)
    #expect(machine.avoidingStalledMounts(of: [[.own]]).entries(of: Place("/srv/app"), limit: 1) == nil)
    #expect(told().map(\.call) == [.stat, .readdir])
  }

  @Test func aFailureIsOfTheProbeThatLooks() {
    let machine = witnessed(failing: [Place("/srv"): .ioError, Place("/mnt"): .staleNFSFileHandle])
    FailedLooks.$probe.withValue("path") { _ = machine.file(at: Place("/srv")) }
    FailedLooks.$probe.withValue("disk") {
      _ = machine.file(at: Place("/mnt"))
      _ = machine.file(at: Place("/srv"))
    }
    #expect(told(of: "path").map(\.errno) == ["EIO"])
    #expect(told(of: "disk").map(\.errno) == ["ESTALE", "EIO"])
    #expect(told().isEmpty)
  }

  @Test func beyondTheBoundOnlyTheNumberIsTold() {
    let machine = witnessed(failing: [Place("/srv"): .ioError])
    for number in 1...60 { _ = machine.file(at: Place("/srv").appending("\(number)")) }
    let told = told()
    #expect(told.count == FailedLookNotes.most + 1)
    #expect(told.dropLast().allSatisfy { $0.more == nil })
    #expect(told.last?.path == "/srv/51" && told.last?.more == 9)
    #expect(self.told().count == told.count)
  }

  @Test func whatIsClosedOfManyProcessesIsOneNote() {
    let machine = witnessed(failing: [Place("/proc"): .permissionDenied])
    for pid in 100..<300 { _ = machine.environment(of: pid) }
    #expect(told().map { [$0.path, "\($0.more ?? 0)"] } == [["/proc/100/environ", "199"]])
  }
}
