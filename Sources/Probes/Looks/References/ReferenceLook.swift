import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Records what a survey of references came to: facts with counts, never one for each reference.
struct ReferenceLook {
  var survey: ReferenceSurvey
  let source: ReferenceSource
  let scene: Scene
  let recorder: Recorder
  var isComplete = false
  var problem: String?

  private var subject: Subject { [.file: source.shown] }

  /// Records what concerns the references as a whole or, of a route, what joins with the looks at its directories.
  func record(_ value: some FactValue, of route: Route? = nil, _ summary: String) {
    recorder.record(value, of: route.map { [.route: $0.id] } ?? subject, summary)
  }

  func record() {
    if let problem {
      return record(
        RecordsExamined(source: source.shown, total: 0, why: problem), problem)
    }
    for (target, findings) in zip(survey.targets, survey.findings) { recordExamined(target, findings) }
    recordAbsolute()
    recordUnsafe()
    for (target, findings) in zip(survey.targets, survey.findings) where findings.looked > 0 {
      recordMissing(target, findings)
      recordNear(target, findings)
      recordDifferent(target, findings)
      recordReader(target, findings)
    }
  }

  private func recordExamined(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    let isFirst = target.route?.id == survey.targets.first?.route?.id
    guard findings.looked > 0 || isFirst else { return }
    let name = target.store?.name
    let unknown = findings.unknown.count + (findings.looked == 0 ? survey.keys : 0)
    let why = findings.looked == 0 ? target.problem : findings.unknown.examples.first
    let more = isComplete ? "" : "; time was up before the end (--timeout gives more)"
    record(
      RecordsExamined(
        again: survey.again, isComplete: isComplete, keys: survey.keys,
        missing: findings.missing.count + findings.noFile.count, present: findings.present, root: name,
        route: target.route?.id, source: source.shown, total: survey.total, unknown: unknown,
        unreadable: survey.unreadable.count, why: why ?? survey.unreadable.examples.first,
        withoutFile: survey.withoutFile),
      "\(survey.total) stored references examined, \(findings.present) of \(findings.looked) keys lead to a file"
        + (name.map { " below \($0)" } ?? "") + (why.map { "; \(unknown) could not be looked up (\($0))" } ?? "")
        + more)
  }

  private func recordAbsolute() {
    let all = survey.absolute.sorted { ($0.value.tally.count, $1.key.origin) > ($1.value.tally.count, $0.key.origin) }
    for (group, found) in all {
      if isMeant(group, found) {
        record(
          RecordsExternal(
            count: found.tally.count, example: found.tally.first, host: group.origin, total: survey.total),
          "\(found.tally.count) of \(survey.total) stored references are addresses at \(group.origin), for example \(found.tally.first)"
        )
        continue
      }
      record(
        RecordsAbsolute(
          count: found.tally.count, example: found.tally.first, examples: found.tally.examples, key: found.key,
          kind: group.kind, matching: found.matching, origin: group.origin,
          relation: group.relation, total: survey.total),
        "\(found.tally.count) of \(survey.total) stored references are \(words(group)), for example \(found.tally.first)"
          + (found.key.map { "; its file is there under the key \($0)" } ?? ""))
      recordPrefix(group, found)
    }
  }

  /// Whether addresses at another host may be what they say: few among keys, none of whose files is ours.
  private func isMeant(_ group: ReferenceSurvey.Absolute, _ found: ReferenceSurvey.AbsoluteTally) -> Bool {
    guard group.relation == .otherHost, found.matching == 0, found.tally.count * 2 < survey.total else {
      return false
    }
    return !found.tally.examples.contains { example in
      let path = URLPath.prefix(of: example)
      let prefixes =
        survey.targets.compactMap(\.route?.prefix).filter { $0 != "/" } + ["/media/", "/uploads/", "/storage/"]
      return prefixes.contains { path.hasPrefix($0) }
        || ["localhost", "127.0.0.1"].contains { group.origin.hasPrefix($0) }
    }
  }

  private func words(_ group: ReferenceSurvey.Absolute) -> String {
    switch (group.kind, group.relation) {
    case (.url, .ownHost): "full URLs of this site (\(group.origin))"
    case (.url, _): "full URLs of \(group.origin)"
    case (_, .ownRoot): "absolute paths below \(group.origin)"
    case (_, .drive): "paths of a Windows machine (\(group.origin))"
    case (.path, _): "absolute paths (\(group.origin)…)"
    default: "URL paths (\(group.origin)…)"
    }
  }

  /// Whether nginx would find a file under a stored URL path that has another prefix than the storage.
  private func recordPrefix(_ group: ReferenceSurvey.Absolute, _ found: ReferenceSurvey.AbsoluteTally) {
    guard group.relation == .otherPrefix, found.matching > 0, group.origin != "/",
      let target = survey.targets.first, let route = target.route, let number = route.nginx, let root = target.root
    else { return }
    let instance = scene.nginx[number]
    let tree = MachineTree(
      machine: scene.machine, view: instance.view, identity: instance.worker, mounts: scene.mounts(instance.view))
    guard let request = try? Request(url: route.base + Route.encoded(found.tally.first)) else { return }
    let answer = Resolver(instance.configuration).resolve(request, in: tree)
    guard answer.isRouteCertain, answer.status == 404 || answer.upstream != nil else { return }
    record(
      RecordsPrefixUnserved(
        count: found.tally.count, example: found.tally.first, path: answer.candidates.first?.path ?? answer.file,
        prefix: group.origin, root: root.path.shown, served: route.prefix),
      "Stored addresses begin with \(group.origin); nginx serves \(root.path.shown) below \(route.prefix) only")
  }

  private func recordUnsafe() {
    for (form, tally) in survey.unsafe.sorted(by: { $0.value.count > $1.value.count }) {
      let (kind, words): (RecordsUnsafe.Kind, String) =
        switch form {
        case .parent: (.parent, "hold ..")
        case .control: (.control, "hold control characters")
        case .backslash: (.backslash, "have Windows' separators")
        default: (.tooLong, "are longer than a file's name can be")
        }
      record(
        RecordsUnsafe(
          count: tally.count, example: tally.first, examples: tally.examples, kind: kind,
          total: survey.total),
        "\(tally.count) of \(survey.total) stored references \(words), for example \(tally.first)")
    }
    guard survey.colliding.count > 0 else { return }
    record(
      RecordsColliding(count: survey.colliding.count, example: survey.colliding.first, total: survey.total),
      "\(survey.colliding.count) stored references differ from another by case or Unicode form alone, for example \(survey.colliding.first)"
    )
  }
}
