import Diagnostics
import Facts
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
      let works: S3Style.Works = other == .path ? .path : .virtual
      let host = "\(notes.bucket).\(notes.store.base?.host ?? "")"
      let mistake =
        reply.isSuccess
        ? "answers with the list of its buckets" : "takes \(named.isEmpty ? "another name" : named) for the bucket"
      return notes.record(
        S3Style(
          commands: EndpointLook(notes: notes).styleCommands(works), configured: works == .path ? .virtual : .path,
          host: host, setting: notes.store[.style]?.name, source: notes.store[.style]?.source,
          works: works),
        "The store \(mistake) (\(reply.told)); with the bucket \(works == .path ? "in the path" : "before the host") it answers"
      )
    }
    let similar = await owned().filter { NearBucket.isNear($0, notes.bucket) }
    notes.record(
      S3BucketAbsent(
        bucket: notes.bucket, commands: similar.first.map { notes.change(.bucket, to: $0) } ?? [],
        nearest: similar.first, setting: notes.store.bucket.name, similar: similar, source: notes.store.bucket.source),
      "\(notes.endpoint) knows no bucket \(notes.bucket) (\(notes.store.bucket.source))"
        + (similar.isEmpty ? "" : "; it has \(similar.joined(separator: ", "))"))
  }

  private func owned() async -> [String] {
    guard case .document(let root)? = await notes.client.buckets()?.answer else { return [] }
    let buckets = root.first("Buckets")?.all("Bucket").compactMap { $0.text(of: "Name") } ?? []
    return buckets.sorted { EditDistance.between($0, notes.bucket) < EditDistance.between($1, notes.bucket) }
  }
}
