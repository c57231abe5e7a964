import Diagnostics
import Wire

/// A bucket that the store does not know: misspelt, absent, or taken for another by the way its name is written.
struct BucketNames {
  let notes: StoreNotes

  func tell(_ reply: StoreReply) async {
    let named = reply.failure?.field("BucketName") ?? ""
    let other: S3Endpoint.Style = notes.store.style == .path ? .virtualHost : .path
    if let again = await notes.client.send(.init(query: [("list-type", "2"), ("max-keys", "1")], style: other)),
      again.listing != nil || (reply.isSuccess && again.refusal == .denied)
    {
      let works = other == .path ? "path" : "virtual"
      let host = "\(notes.bucket).\(notes.store.base?.host ?? "")"
      let mistake =
        reply.isSuccess
        ? "answers with the list of its buckets" : "takes \(named.isEmpty ? "another name" : named) for the bucket"
      return notes.record(
        "s3.style",
        "The store \(mistake) (\(reply.told)); with the bucket \(works == "path" ? "in the path" : "before the host") it answers",
        [
          "configured": .string(works == "path" ? "virtual" : "path"), "works": .string(works), "host": .string(host),
          "setting": Value(notes.store[.style]?.name), "source": Value(notes.store[.style]?.source),
          "commands": Value(EndpointLook(notes: notes).styleCommands(works)),
        ])
    }
    let similar = await owned().filter { NearBucket.isNear($0, notes.bucket) }
    notes.record(
      "s3.bucket-absent",
      "\(notes.endpoint) knows no bucket \(notes.bucket) (\(notes.store.bucket.source))"
        + (similar.isEmpty ? "" : "; it has \(similar.joined(separator: ", "))"),
      [
        "bucket": .string(notes.bucket), "similar": Value(similar), "setting": .string(notes.store.bucket.name),
        "source": .string(notes.store.bucket.source), "nearest": Value(similar.first),
        "commands": Value(similar.first.map { notes.change(.bucket, to: $0) } ?? []),
      ])
  }

  private func owned() async -> [String] {
    guard case .document(let root)? = await notes.client.buckets()?.answer else { return [] }
    let buckets = root.first("Buckets")?.all("Bucket").compactMap { $0.text(of: "Name") } ?? []
    return buckets.sorted { NearBucket.distance($0, notes.bucket) < NearBucket.distance($1, notes.bucket) }
  }
}

/// Names that one may take for another.
enum NearBucket {
  static func isNear(_ one: String, _ other: String) -> Bool {
    one != other && distance(one.lowercased(), other.lowercased()) <= max(2, other.count / 4)
  }

  /// How many letters have to be changed, added, left out or swapped with their neighbour.
  static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one.utf8.prefix(200)), Array(other.utf8.prefix(200)))
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in 1...max(a.count, 1) where !a.isEmpty {
      var next = [i]
      for j in stride(from: 1, through: b.count, by: 1) {
        var best = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, before[j - 2] + 1) }
        next.append(best)
      }
      before = row
      row = next
    }
    return row[b.count]
  }
}
