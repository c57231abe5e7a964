import Diagnostics
import Facts
import Notation
import Wire

/// A bucket that the store does not know: misspelt, absent, or taken for another by the way its name is written.
struct BucketNames {
  let context: StoreContext

  func record(_ reply: StoreReply) async {
    let named = reply.failure?.field("BucketName") ?? ""
    let other: S3Endpoint.Style = context.store.style == .path ? .virtualHost : .path
    if let again = await context.client.send(.init(query: [("list-type", "2"), ("max-keys", "1")], style: other)),
      again.listing != nil || (reply.isSuccess && again.refusal == .denied)
    {
      let works: S3Style.Works = other == .path ? .path : .virtual
      let host = "\(context.bucket).\(context.store.base?.host ?? "")"
      let mistake =
        reply.isSuccess
        ? "answers with the list of its buckets" : "takes \(named.isEmpty ? "another name" : named) for the bucket"
      return context.record(
        S3Style(
          commands: EndpointLook(context: context).styleCommands(works), configured: works == .path ? .virtual : .path,
          host: host, setting: context.store[.style]?.name, source: context.store[.style]?.source,
          works: works),
        "The store \(mistake) (\(reply.told)); with the bucket \(works == .path ? "in the path" : "before the host") it answers"
      )
    }
    let similar = await owned().filter { NearBucket.isNear($0, context.bucket) }
    context.record(
      S3BucketAbsent(
        bucket: context.bucket, commands: similar.first.map { context.change(.bucket, to: $0) } ?? [],
        nearest: similar.first, setting: context.store.bucket.name, similar: similar,
        source: context.store.bucket.source),
      "\(context.endpoint) knows no bucket \(context.bucket) (\(context.store.bucket.source))"
        + (similar.isEmpty ? "" : "; it has \(similar.joined(separator: ", "))"))
  }

  private func owned() async -> [String] {
    guard case .document(let root)? = await context.client.buckets()?.answer else { return [] }
    let buckets = root.first("Buckets")?.all("Bucket").compactMap { $0.text(of: "Name") } ?? []
    return buckets.sorted { EditDistance.between($0, context.bucket) < EditDistance.between($1, context.bucket) }
  }
}
