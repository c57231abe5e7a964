public import Diagnostics
import Dispatch
public import Linux
import Notation
import Synchronization
public import Wire

/// One run: discover, look, diagnose, report. What was seen so far can be reported at any moment.
public final class Examination: Sendable {
  private struct Progress {
    var scene: Scene?
    var runs: [ProbeRun] = []

    /// Adds a run; one that goes on in a later stage is told as one.
    mutating func add(_ run: ProbeRun) {
      guard let index = runs.firstIndex(where: { $0.id == run.id }) else { return runs.append(run) }
      let before = runs[index].durationMilliseconds
      if runs[index].status == .ok { runs[index] = run }
      runs[index].durationMilliseconds = (before ?? 0) + (run.durationMilliseconds ?? 0)
    }
  }

  private let machine: any Machine
  private let network: any Network
  private let options: ExaminationOptions
  private let catalogue: Catalogue
  private let redactor: Redactor
  private let log: ObservationLog
  private let choice: ProbeChoice
  /// The ids of those whose observations are told.
  private let told: Set<String>
  private let began = ContinuousClock.now
  private let startedAt: Int
  private let stages: [[any Probe]]
  private let failedLooks = FailedLooks()
  private let progress = Mutex(Progress())

  /// Examines a machine through its network.
  public convenience init(
    machine: any Machine, network: any Network = LiveNetwork(), options: ExaminationOptions, catalogue: Catalogue
  ) {
    self.init(
      machine: machine, network: network, options: options, catalogue: catalogue, stages: ProbeList.stages)
  }

  init(
    machine: any Machine, network: any Network, options: ExaminationOptions, catalogue: Catalogue,
    stages: [[any Probe]]
  ) {
    self.machine = WitnessedMachine(machine, noting: failedLooks)
    self.network = network
    self.options = options
    self.catalogue = catalogue
    self.stages = stages
    choice = ProbeChoice(only: options.only, skip: options.skip, among: ProbeList.distinct(stages))
    redactor = Redactor(isActive: options.isRedacting)
    told = choice.told.union([FailedLooks.discovery])
    log = ObservationLog(redactor: redactor, told: told, began: began)
    startedAt = machine.now
    for url in options.urls + [options.uploadURL].compactMap(\.self) {
      for secret in url.credentials?.secrets ?? [] { redactor.learn(secret, from: "PASSWORD") }
    }
  }

  /// Runs every chosen probe and reports. `announce` is told the name of each stage's probes.
  public func run(announce: @escaping @Sendable (String) -> Void = { _ in }) async -> Report {
    announce("discovery")
    var scene = Discovery(machine: machine, network: network, options: options, redactor: redactor)
      .scene(await Engines.asked(machine, through: network))
    progress.withLock { $0.scene = scene }
    failedLooks.record(of: FailedLooks.discovery, into: log)
    for stage in stages {
      let chosen = stage.filter { choice.running.contains(type(of: $0).id) }
      guard !chosen.isEmpty else { continue }
      announce(chosen.map { type(of: $0).id }.joined(separator: ", "))
      let answers = await run(chosen, scene)
      scene = Scene(scene, answers: answers, earlier: Sightings(log.observations))
    }
    removeCanaries()
    return report(isComplete: began.duration(to: .now) < options.deadline)
  }

  /// Lets the probes of one stage look side by side; what they were answered is for the next.
  private func run(_ probes: [any Probe], _ scene: Scene) async -> Answers {
    if options.isOneByOne { return await runOneByOne(probes, scene) }
    return await withTaskGroup(of: (ProbeRun, Answers).self) { group in
      for probe in probes { group.addTask { await self.run(probe, scene) } }
      var answers = Answers()
      for await (run, others) in group {
        progress.withLock { $0.add(run) }
        answers.add(others)
      }
      return answers
    }
  }

  private func runOneByOne(_ probes: [any Probe], _ scene: Scene) async -> Answers {
    var answers = Answers()
    for probe in probes {
      PendingCall.note(type(of: probe).id)
      let (run, others) = await run(probe, scene)
      progress.withLock { $0.add(run) }
      answers.add(others)
    }
    return answers
  }

  /// Removes what a write test has put, and lets it put no more: before the run ends in whatever way.
  public func removeCanaries() {
    progress.withLock { $0.scene }?.canaries.clear(into: Recorder(log: log, probe: WriteTestProbe.id), isEnding: true)
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
    let host = HostSummary(machine)
    for call in PendingCall.all(atLeast: 500) where call.kind != .mount { failedLooks.note(FailedLook(call)) }
    failedLooks.recordAll(into: log)
    let observations = log.observations.filter { told.contains($0.probe) }
    let finished = Set(runs.map(\.id))
    let own = runs.filter { choice.told.contains($0.id) }
    let order = ProbeList.distinct(stages).map { type(of: $0).id }
    let others = order.filter { !finished.contains($0) || !choice.told.contains($0) }
      .map { id in
        ProbeRun(
          id: id, status: .skipped,
          reason: choice.told.contains(id) ? "interrupted before it was done" : "not chosen by --only or --skip")
      }
    var diagnosis = Diagnoser(catalogue: catalogue, vocabulary: ProbeList.vocabulary).diagnose(observations)
    let gate = scene?.gate ?? CommandGate(machine: machine)
    for number in diagnosis.causes.indices {
      diagnosis.causes[number].fixes = diagnosis.causes[number].fixes.map(gate.passed)
    }
    var report = Report(
      startedAt: startedAt, durationMilliseconds: began.duration(to: .now).milliseconds, isComplete: isComplete,
      isRedacted: options.isRedacting, redactions: redactor.counts, host: host,
      targets: options.targets.map { redactor.redacted($0.text, in: "targets") },
      routes: (scene?.routes ?? []).compactMap { scene?.summary(of: $0) },
      diagnosis: diagnosis,
      observations: observations,
      probes: (own + others).sorted { (order.firstIndex(of: $0.id) ?? 0) < (order.firstIndex(of: $1.id) ?? 0) })
    report.redactedPlaces = redactor.places
    return report
  }

  /// Whether no probe could run.
  public var ranNothing: Bool { progress.withLock { $0.runs.allSatisfy { $0.status != .ok } } }

  /// What a probe could not see for want of root.
  private func limitation(of needs: [ProbeNeed]) -> String? {
    guard machine.examiner.uid != 0, let need = needs.first(where: \.isOfRoot) else { return nil }
    return
      "run by \(machine.examiner.name ?? "uid \(machine.examiner.uid)"), not by root: what is closed to this user stays unseen (it needs \(need.shown))"
  }

  /// Lets one probe look, for as long as it may: what blocks for longer is left behind, with what it had recorded.
  private func run(_ probe: any Probe, _ scene: Scene) async -> (ProbeRun, Answers) {
    let kind = type(of: probe) as any Probe.Type
    let start = ContinuousClock.now
    let remaining = options.deadline - began.duration(to: .now)
    let limit = min(options.probeTimeout, remaining)
    guard limit > .zero else {
      return (ProbeRun(id: kind.id, status: .skipped, reason: "the deadline of the whole run had passed"), Answers())
    }
    if let signal = options.crashed[kind.id] {
      return (ProbeRun(id: kind.id, status: .failed, reason: "it ended the program with \(signal)"), Answers())
    }
    let gate = scene.gate
    let recorder = Recorder(log: log, probe: kind.id) { gate.refusal(of: $0) == nil }
    let collector = AnswerCollector()
    let outcome = await result(within: limit) {
      try await FailedLooks.$probe.withValue(kind.id) {
        if let requester = probe as? any AskingProbe {
          try await requester.ask(scene, into: recorder, answers: collector)
        } else {
          try await probe.look(at: scene, into: recorder)
        }
      }
    }
    failedLooks.record(of: kind.id, into: log)
    let milliseconds = start.duration(to: .now).milliseconds
    let run =
      switch outcome {
      case .success?:
        ProbeRun(id: kind.id, status: .ok, durationMilliseconds: milliseconds, reason: limitation(of: kind.needs))
      case .failure(let error)?:
        ProbeRun(id: kind.id, status: .failed, durationMilliseconds: milliseconds, reason: "\(error)")
      case nil:
        ProbeRun(
          id: kind.id, status: .timedOut, durationMilliseconds: milliseconds, reason: "stopped after \(limit)")
      }
    return (run, collector.answers)
  }
}

/// What work comes to in time, nil where it does not end; it goes on unobserved then, since a thread in a dead mount cannot
/// be stopped.
private func result<Value: Sendable>(
  within limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async -> Result<Value, any Error>? {
  let box = AnswerBox<Result<Value, any Error>?>()
  return await withCheckedContinuation { continuation in
    box.continuation.withLock { $0 = continuation }
    Task.detached {
      do {
        box.answer(.success(try await work()))
      } catch {
        box.answer(.failure(error))
      }
    }
    Task.detached {
      try? await Task.sleep(for: limit)
      box.answer(nil)
    }
  }
}

/// A continuation that is resumed once, by whoever comes first.
private final class AnswerBox<Value: Sendable>: Sendable {
  let continuation = Mutex<CheckedContinuation<Value, Never>?>(nil)

  func answer(_ value: Value) {
    continuation.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }?.resume(returning: value)
  }
}
