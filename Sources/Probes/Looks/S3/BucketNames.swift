import Diagnostics
import Notation
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
    return buckets.sorted { EditDistance.between($0, notes.bucket) < EditDistance.between($1, notes.bucket) }
  }
}
