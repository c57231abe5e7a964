public import Diagnostics
import Notation

extension ScannedTree {
  /// The scan as one JSON object.
  public var json: String {
    var text = JSONText()
    text.object { json in
      json.member(root, "root")
      json.member("identity", value: identity.value)
      json.member("for", purpose)
      counts(&json)
      json.member("skipped_mounts", skippedMounts)
      json.member("complete", isComplete)
      json.member("method", isAsked ? "kernel" : "computed")
      json.member("patterns", each: groups) { json, group in group.tell(&json) }
      json.member("samples", each: samples) { json, sample in json.object { sample.file.members(&$0) } }
      json.member("problems", each: problems) { json, problem in
        json.object { json in
          json.member("path", problem.path)
          json.member("error", problem.error)
        }
      }
      json.member("duration_ms", milliseconds)
    }
    return text.text + "\n"
  }

  private func counts(_ json: inout JSONText) {
    json.member("files", counts.files)
    json.member("directories", counts.directories)
    json.member("links", counts.links)
    json.member("denied", counts.denied)
    json.member("denied_directories", counts.deniedDirectories)
    json.member("unknown", counts.unknown)
    json.member("errors", counts.errors)
    json.member("broken_links", counts.brokenLinks)
  }
}

extension RefusedGroup {
  fileprivate func tell(_ json: inout JSONText) {
    json.object { json in
      json.member("kind", kind)
      json.member("folder", folder.shown)
      json.member("count", count)
      json.member("uid", owner?.uid)
      json.member("gid", owner?.gid)
      json.member("mode", mode)
      json.member("since", since.map { Timestamp.text(secondsSince1970: $0) })
      json.member("smallest", sizes?.lowerBound)
      json.member("largest", sizes?.upperBound)
      json.member("meaning", meaning)
      json.member("commands", commands)
      json.member("sufficient", isSufficient)
      json.member("lasting", lasting)
    }
  }
}
