import Diagnostics
import Linux
import Notation
import SystemPackage

extension ReferenceTeller {
  func tellMissing(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    let explained =
      findings.near.values.reduce(0) { $0 + $1.tally.count } + findings.elsewhere.values.reduce(0) { $0 + $1.count }
    let name = target.store?.name ?? ""
    for (found, tally) in findings.elsewhere.sorted(by: { $0.value.count > $1.value.count }) {
      record(
        "records.elsewhere", of: target.route,
        "\(tally.count) stored references lead to no file below \(name), but to one below \(found), for example \(tally.first)",
        [
          "count": .int(tally.count), "total": .int(survey.total), "root": .string(name), "found": .string(found),
          "example": .string(tally.first),
        ])
    }
    let count = findings.missing.count - explained
    let thing = target.store is BucketStore ? "object" : "file"
    guard count > 0 else { return }
    if findings.present == 0, explained == 0 {
      return record(
        "records.none-present",
        "Not one of \(findings.looked) stored references leads to \(thing == "file" ? "a file" : "an object") below \(name), for example \(findings.missing.first)",
        [
          "count": .int(findings.looked), "root": .string(name), "example": .string(findings.missing.first),
          "examples": Value(findings.missing.examples),
        ])
    }
    guard findings.present > 0 else { return }
    record(
      "records.missing",
      "\(count) of \(findings.looked) stored references lead to no \(thing) below \(name), for example \(findings.missing.first); \(findings.present) do",
      [
        "count": .int(count), "total": .int(findings.looked), "present": .int(findings.present), "root": .string(name),
        "example": .string(findings.missing.first), "examples": Value(findings.missing.examples),
        "searched": .int(findings.searched), "backend": target.store is BucketStore ? "bucket" : "directory",
      ])
  }

  func tellNear(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    for (kind, near) in findings.near.sorted(by: { $0.value.tally.count > $1.value.tally.count }) {
      record(
        "records.near",
        "\(near.tally.count) stored references lead to no file, but to one of almost that name: they differ by \(kind.words), for example \(near.tally.first)",
        [
          "count": .int(near.tally.count), "total": .int(findings.looked), "kind": .string(kind.rawValue),
          "words": .string(kind.words), "example": .string(near.tally.first), "examples": Value(near.tally.examples),
          "root": Value(target.store?.name), "commands": Value(renames(kind, near, target)),
        ])
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

  func tellDifferent(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    let name = target.store?.name
    for (kind, difference) in findings.sizes.sorted(by: { $0.value.tally.count > $1.value.tally.count }) {
      let words = kind == "empty" ? "files without content" : "files \(kind) than their records say"
      record(
        "records.size-differs",
        "\(difference.tally.count) stored references lead to \(words), for example \(difference.tally.first) (\(difference.actual) bytes"
          + (difference.recorded.isEmpty ? ")" : ", recorded \(difference.recorded))"),
        [
          "count": .int(difference.tally.count), "total": .int(findings.looked), "kind": .string(kind),
          "example": .string(difference.tally.first), "examples": Value(difference.tally.examples),
          "recorded": Value(difference.recorded.isEmpty ? nil : difference.recorded),
          "actual": Value(Int(difference.actual)), "root": Value(name),
        ])
    }
    let contents = findings.contents
    guard contents.tally.count > 0 else { return }
    record(
      "records.content-differs",
      "\(contents.tally.count) of \(findings.digests) files that were compared have another content than their records say, for example \(contents.tally.first)",
      [
        "count": .int(contents.tally.count), "checked": .int(findings.digests),
        "example": .string(contents.tally.first),
        "examples": Value(contents.tally.examples), "recorded": .string(contents.recorded),
        "actual": .string(contents.actual), "root": Value(name),
      ])
  }

  /// What of it nginx does not have, or may not read.
  func tellReader(_ target: ReferenceTarget, _ findings: ReferenceFindings) {
    if let reader = target.reader, findings.unserved.count > 0 {
      record(
        "records.unserved", of: target.route,
        "\(findings.unserved.count) of \(findings.present) files of stored references are in \(target.store?.name ?? "") and not in \(reader.name), where nginx reads, for example \(findings.unserved.first)",
        [
          "count": .int(findings.unserved.count), "total": .int(findings.present), "writer": Value(target.store?.name),
          "reader": .string(reader.name), "example": .string(findings.unserved.first),
          "examples": Value(findings.unserved.examples),
        ])
    }
    guard target.reader == nil, let worker = target.worker, let store = target.store as? DirectoryStore else { return }
    let denied = findings.closedKeys.lazy.map { scene.walk(store.place(of: $0), as: worker, for: .read) }
      .first { $0.denied != nil && $0.denied?.place.path == $0.last?.place.path }
    guard let denied, let status = denied.denied?.status else { return }
    record(
      "records.closed", of: target.route,
      "\(findings.closed.count) of \(findings.present) files of stored references are closed to \(worker.shown), for example \(findings.closed.first) (\(status.octal))",
      [
        "count": .int(findings.closed.count), "total": .int(findings.present),
        "example": .string(findings.closed.first),
        "examples": Value(findings.closed.examples), "identity": .string(worker.shown), "mode": .string(status.octal),
        "root": .string(store.name),
        "commands": Value(["find \(store.root.reachable.shellQuoted) -type f ! -perm -o=r -exec chmod o+r {} +"]),
      ])
  }
}
