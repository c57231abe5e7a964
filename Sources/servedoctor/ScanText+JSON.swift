import Diagnostics
import Linux
import Notation
import Probes
import Reports
import SystemPackage

extension ScanText {
  var json: String {
    var text = JSONText()
    text.object { json in
      path(scan.root, "root", in: &json)
      json.member("identity", value: scan.identity.value)
      json.member("for", scan.purpose.rawValue)
      json.member("files", tally.files)
      json.member("directories", tally.directories)
      json.member("links", tally.links)
      json.member("denied", tally.denied)
      json.member("denied_directories", tally.deniedDirectories)
      json.member("unknown", tally.unknown)
      json.member("errors", tally.errors)
      json.member("broken_links", tally.brokenLinks)
      json.member("skipped_mounts", tally.skipped.map(\.shown).sorted())
      json.member("complete", isComplete)
      json.member("method", scan.isAsking ? "kernel" : "computed")
      json.member("patterns", each: patterns) { json, pattern in member(pattern, &json) }
      json.member("samples", each: samples) { json, sample in
        json.object { Self.members(sample.file, closed: sample.closed, of: scan, &$0) }
      }
      json.member("problems", each: tally.problems) { json, problem in
        json.object { json in
          json.member("path", problem.path.shown)
          json.member("error", "\(problem.errno)")
        }
      }
      json.member("duration_ms", milliseconds)
    }
    return text.text + "\n"
  }

  private func member(_ pattern: DenialPattern, _ json: inout JSONText) {
    let advice = PatternAdvice(pattern, of: scan)
    json.object { json in
      json.member("kind", pattern.kind.rawValue)
      json.member("folder", pattern.folder.path.shown)
      json.member("count", pattern.count)
      json.member("uid", pattern.uid.map(Int.init))
      json.member("gid", pattern.gid.map(Int.init))
      json.member("mode", pattern.example?.status.octal)
      json.member("since", pattern.since.map { Timestamp.text(secondsSince1970: $0) })
      json.member("smallest", pattern.sizes?.lowerBound)
      json.member("largest", pattern.sizes?.upperBound)
      json.member("meaning", advice.meaning)
      json.member("commands", advice.commands)
      json.member("sufficient", advice.isSufficient)
      json.member("lasting", advice.lasting)
    }
  }

  /// One refused file as a line.
  static func json(_ file: ScannedFile, closed: ClosedDirectory?, of scan: TreeScan) -> String {
    var text = JSONText()
    text.object { members(file, closed: closed, of: scan, &$0) }
    return text.text
  }

  private static func members(
    _ file: ScannedFile, closed: ClosedDirectory?, of scan: TreeScan, _ json: inout JSONText
  ) {
    json.member("path", file.place.path.shown)
    if String(validating: file.place.path.bytes, as: UTF8.self) == nil {
      json.member("path_base64", Base64.encode(file.place.path.bytes))
    }
    json.member("mode", file.status.octal)
    json.member("uid", Int(file.status.uid))
    json.member("gid", Int(file.status.gid))
    json.member("reason", scan.reason(of: file, closed: closed))
  }

  private func path(_ place: Place, _ name: String, in json: inout JSONText) {
    json.member(name, place.path.shown)
    if String(validating: place.path.bytes, as: UTF8.self) == nil {
      json.member("\(name)_base64", Base64.encode(place.path.bytes))
    }
  }
}

extension Identity {
  /// As the contract has it.
  var value: Value {
    ["uid": .int(Int(uid)), "gid": .int(Int(gid)), "groups": .list(groups.map { .int(Int($0)) }), "name": Value(name)]
  }
}
