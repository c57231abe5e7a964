import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

extension ReferenceLook {
  func recordMissing(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    let explained =
      findings.near.values.reduce(0) { $0 + $1.tally.count } + findings.elsewhere.values.reduce(0) { $0 + $1.count }
    let name = target.store?.name ?? ""
    for (found, tally) in findings.elsewhere.sorted(by: { $0.value.count > $1.value.count }) {
      record(
        RecordsElsewhere(count: tally.count, example: tally.first, found: found, root: name, total: survey.total),
        of: target.route,
        "\(tally.count) stored references lead to no file below \(name), but to one below \(found), for example \(tally.first)"
      )
    }
    let count = findings.missing.count - explained
    let thing = target.store is BucketStore ? "object" : "file"
    guard count > 0 else { return }
    if findings.present == 0, explained == 0 {
      return record(
        RecordsNonePresent(
          count: findings.looked, example: findings.missing.first, examples: findings.missing.examples, root: name),
        "Not one of \(findings.looked) stored references leads to \(thing == "file" ? "a file" : "an object") below \(name), for example \(findings.missing.first)"
      )
    }
    guard findings.present > 0 else { return }
    record(
      RecordsMissing(
        backend: target.store is BucketStore ? .bucket : .directory, count: count, example: findings.missing.first,
        examples: findings.missing.examples, present: findings.present, root: name, searched: findings.searched,
        total: findings.looked),
      "\(count) of \(findings.looked) stored references lead to no \(thing) below \(name), for example \(findings.missing.first); \(findings.present) do"
    )
  }

  func recordNear(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    for (kind, near) in findings.near.sorted(by: { $0.value.tally.count > $1.value.tally.count }) {
      record(
        RecordsNear(
          commands: renames(kind, near, target), count: near.tally.count, example: near.tally.first,
          examples: near.tally.examples, kind: .init(kind), root: target.store?.name,
          total: findings.looked, words: kind.words),
        "\(near.tally.count) stored references lead to no file, but to one of almost that name: they differ by \(kind.words), for example \(near.tally.first)"
      )
    }
  }

  /// The renames that make the records right; none where the records are at fault, or there are too many.
  private func renames(_ kind: NearKey.Kind, _ near: ReferenceFindings.Near, _ target: ReferenceTarget) -> [String] {
    guard let root = target.root, near.pairs.count == near.tally.count else { return [] }
    let isOfFiles = near.pairs.allSatisfy { pair in
      switch kind {
      case .case, .unicode: true
      case .encoding: pair.found.contains(UInt8(ascii: "%")) && !pair.wanted.contains(UInt8(ascii: "%"))
      default: false
      }
    }
    guard isOfFiles else { return [] }
    func shell(_ key: [UInt8]) -> String {
      root.at(root.path.appending(FilePath(bytes: key).components)).reachable.shellQuoted
    }
    return near.pairs.flatMap { pair in
      let (wanted, found) = (FilePath(bytes: pair.wanted), FilePath(bytes: pair.found))
      let folder = wanted.removingLastComponent()
      let make = folder == found.removingLastComponent() ? [] : ["mkdir -p \(shell(folder.bytes))"]
      return make + ["mv -n \(shell(pair.found)) \(shell(pair.wanted))"]
    }
  }

  func recordDifferent(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    let name = target.store?.name
    for (kind, difference) in findings.sizes.sorted(by: { $0.value.tally.count > $1.value.tally.count }) {
      let words = kind == .empty ? "files without content" : "files \(kind.rawValue) than their records say"
      record(
        RecordsSizeDiffers(
          actual: Int(difference.actual), count: difference.tally.count, example: difference.tally.first,
          examples: difference.tally.examples, kind: kind,
          recorded: difference.recorded.isEmpty ? nil : difference.recorded, root: name, total: findings.looked),
        "\(difference.tally.count) stored references lead to \(words), for example \(difference.tally.first) (\(difference.actual) bytes"
          + (difference.recorded.isEmpty ? ")" : ", recorded \(difference.recorded))"))
    }
    let contents = findings.contents
    guard contents.tally.count > 0 else { return }
    record(
      RecordsContentDiffers(
        actual: contents.actual, checked: findings.digests, count: contents.tally.count, example: contents.tally.first,
        examples: contents.tally.examples, recorded: contents.recorded, root: name),
      "\(contents.tally.count) of \(findings.digests) files that were compared have another content than their records say, for example \(contents.tally.first)"
    )
  }

  /// What of it nginx does not have, or may not read.
  func recordReader(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    if let reader = target.reader, findings.unserved.count > 0 {
      record(
        RecordsUnserved(
          count: findings.unserved.count, example: findings.unserved.first, examples: findings.unserved.examples,
          reader: reader.name, total: findings.present, writer: target.store?.name), of: target.route,
        "\(findings.unserved.count) of \(findings.present) files of stored references are in \(target.store?.name ?? "") and not in \(reader.name), where nginx reads, for example \(findings.unserved.first)"
      )
    }
    guard target.reader == nil, let worker = target.worker, let store = target.store as? DirectoryStore else { return }
    let denied = findings.closedKeys.lazy.map { scene.walk(store.place(of: $0), as: worker, for: .read) }
      .first { $0.denied != nil && $0.denied?.place.path == $0.last?.place.path }
    guard let denied, let status = denied.denied?.status else { return }
    record(
      RecordsClosed(
        commands: ["find \(store.root.reachable.shellQuoted) -type f ! -perm -o=r -exec chmod o+r {} +"],
        count: findings.closed.count, example: findings.closed.first, examples: findings.closed.examples,
        identity: worker.shown, mode: status.octal, root: store.name, total: findings.present), of: target.route,
      "\(findings.closed.count) of \(findings.present) files of stored references are closed to \(worker.shown), for example \(findings.closed.first) (\(status.octal))"
    )
  }
}

extension RecordsNear.Kind {
  fileprivate init(_ kind: NearKey.Kind) {
    self =
      switch kind {
      case .case: .case
      case .unicode: .unicode
      case .encoding: .encoding
      case .backslash: .backslash
      case .prefix: .prefix
      case .folder: .folder
      case .plusForSpace: .plusSpace
      }
  }
}
