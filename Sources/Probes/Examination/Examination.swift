public import Diagnostics
import Dispatch
public import Linux
import Notation
import Synchronization

/// One run: discover, look, diagnose, report. What was seen so far can be reported at any moment.
public final class Examination: Sendable {
  private struct Progress {
    var scene: Scene?
    var runs: [ProbeRun] = []
  }

  private let machine: any Machine
  private let options: ExaminationOptions
  private let catalogue: Catalogue
  private let redactor: Redactor
  private let recorder: Recorder
  private let vocabulary: Vocabulary
  private let began = ContinuousClock.now
  private let startedAt: Int
  private let progress = Mutex(Progress())

  public init(machine: any Machine, options: ExaminationOptions, catalogue: Catalogue) {
    self.machine = machine
    self.options = options
    self.catalogue = catalogue
    vocabulary = ProbeList.vocabulary
    redactor = Redactor(isActive: options.isRedacting)
    recorder = Recorder(redactor: redactor, vocabulary: vocabulary, began: began)
    startedAt = machine.now
    for url in options.urls + [options.uploadURL].compactMap(\.self) {
      for secret in url.credentials?.secrets ?? [] { redactor.learn(secret, from: "PASSWORD") }
    }
  }

  /// Runs every chosen probe and reports. `announce` is told the name of each stage's probes.
  public func run(announce: @escaping @Sendable (String) -> Void = { _ in }) async -> Report {
    announce("discovery")
    let scene = Discovery(machine: machine, options: options, redactor: redactor).scene(await Engines.asked(machine))
    progress.withLock { $0.scene = scene }
    for stage in ProbeList.stages {
      let chosen = stage.filter { isChosen(type(of: $0).id) }
      announce(chosen.map { type(of: $0).id }.joined(separator: ", "))
      await withTaskGroup(of: ProbeRun.self) { group in
        for probe in chosen { group.addTask { await self.run(probe, scene) } }
        for await run in group { progress.withLock { $0.runs.append(run) } }
      }
    }
    removeCanaries()
    return report(isComplete: began.duration(to: .now) < options.deadline)
  }

  /// Removes what a write test has put, and lets it put no more: before the run ends in whatever way.
  public func removeCanaries() {
    progress.withLock { $0.scene }?.canaries.clear(into: recorder, isEnding: true)
  }

  /// Removes the objects that a write test has put into a bucket, for a run that is ended before its end; waits three seconds at most.
  public func removeLeftovers() {
    guard let scene = progress.withLock({ $0.scene }) else { return }
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await scene.leftovers.removeAll()
      done.signal()
    }
    _ = done.wait(timeout: .now() + 3)
  }

  /// What a write test has put and could not remove, as sentences.
  public var leftCanaries: [String] {
    guard let scene = progress.withLock({ $0.scene }) else { return [] }
    return scene.canaries.left + scene.leftovers.left
  }

  /// The report of what was seen until now.
  public func report(isComplete: Bool) -> Report {
    let (scene, runs) = progress.withLock { ($0.scene, $0.runs) }
    let observations = recorder.observations
    let finished = Set(runs.map(\.id))
    let others = ProbeList.all.map { type(of: $0).id }.filter { !finished.contains($0) }.map { id in
      ProbeRun(
        id: id, status: .skipped,
        reason: isChosen(id) ? "interrupted before it was done" : "not chosen by --only or --skip")
    }
    let order = ProbeList.all.map { type(of: $0).id }
    var report = Report(
      startedAt: startedAt, durationMilliseconds: began.duration(to: .now).milliseconds, isComplete: isComplete,
      isRedacted: options.isRedacting, redactions: redactor.counts, host: HostSummary(machine),
      targets: options.targets.map { redactor.redacted($0.text, in: "targets") },
      routes: (scene?.routes ?? []).compactMap { scene?.summary(of: $0) },
      diagnosis: Diagnoser(catalogue: catalogue, vocabulary: vocabulary).diagnose(observations),
      observations: observations,
      probes: (runs + others).sorted { (order.firstIndex(of: $0.id) ?? 0) < (order.firstIndex(of: $1.id) ?? 0) })
    report.redactedPlaces = redactor.places
    return report
  }

  /// Whether no probe could run.
  public var ranNothing: Bool { progress.withLock { $0.runs.allSatisfy { $0.status != .ok } } }

  /// What a probe could not see for want of root.
  private func limitation(of needs: String) -> String? {
    guard machine.examiner.uid != 0, needs.hasPrefix("root") || needs.hasPrefix("the right") else { return nil }
    return
      "run by \(machine.examiner.name ?? "uid \(machine.examiner.uid)"), not by root: what is closed to this user stays unseen (it needs \(needs))"
  }

  private func isChosen(_ id: String) -> Bool {
    (options.only.isEmpty || options.only.contains(id)) && !options.skip.contains(id)
  }

  /// Lets one probe look, for as long as it may: what blocks for longer is left behind.
  private func run(_ probe: any Probe, _ scene: Scene) async -> ProbeRun {
    let id = type(of: probe).id
    let start = ContinuousClock.now
    let remaining = options.deadline - began.duration(to: .now)
    let limit = min(options.probeTimeout, remaining)
    guard limit > .zero else {
      return ProbeRun(id: id, status: .skipped, reason: "the deadline of the whole run had passed")
    }
    let recorder = recorder
    let isDone = await finishes(within: limit) { await probe.look(at: scene, into: recorder) }
    return ProbeRun(
      id: id, status: isDone ? .ok : .timedOut, durationMilliseconds: start.duration(to: .now).milliseconds,
      reason: isDone ? limitation(of: type(of: probe).needs) : "stopped after \(limit)")
  }
}

/// Whether work ends in time; it goes on unobserved where it does not, since a thread in a dead mount cannot be stopped.
private func finishes(within limit: Duration, _ work: @escaping @Sendable () async -> Void) async -> Bool {
  let box = AnswerBox()
  return await withCheckedContinuation { continuation in
    box.continuation.withLock { $0 = continuation }
    Task.detached {
      await work()
      box.answer(true)
    }
    Task.detached {
      try? await Task.sleep(for: limit)
      box.answer(false)
    }
  }
}

/// A continuation that is resumed once, by whoever comes first.
private final class AnswerBox: Sendable {
  let continuation = Mutex<CheckedContinuation<Bool, Never>?>(nil)

  func answer(_ value: Bool) {
    continuation.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }?.resume(returning: value)
  }
}
