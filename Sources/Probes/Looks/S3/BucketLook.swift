import Diagnostics
import Facts
import Notation
import Wire

/// How the bucket is kept: unfinished uploads, and whether a rule clears them away.
struct BucketLook {
  let context: StoreContext

  func look() async {
    guard case .document(let uploads)? = await context.client.send(.init(query: [("uploads", "")]))?.answer,
      uploads.name == "ListMultipartUploadsResult"
    else { return }
    let open = uploads.all("Upload")
    guard let oldest = open.compactMap({ $0.text(of: "Initiated") }).min() else { return }
    let rules = await context.client.send(.init(query: [("lifecycle", "")]))
    var cleans = rules?.code != "NoSuchLifecycleConfiguration"
    if case .document(let root)? = rules?.answer, root.name == "LifecycleConfiguration" {
      cleans = root.all("Rule").contains { $0.first("AbortIncompleteMultipartUpload") != nil }
    }
    let rule =
      "{\"Rules\":[{\"ID\":\"abort-unfinished\",\"Status\":\"Enabled\",\"Filter\":{\"Prefix\":\"\"},\"AbortIncompleteMultipartUpload\":{\"DaysAfterInitiation\":7}}]}"
    context.record(
      S3UploadsOpen(
        cleaned: cleans,
        commands: [
          "\(context.tool) s3api put-bucket-lifecycle-configuration --bucket \(context.bucket.shellQuoted) --lifecycle-configuration \(rule.shellQuoted)"
        ], count: open.count, oldest: oldest),
      "\(open.count) multipart uploads in the bucket \(context.bucket) were never completed, the oldest of \(oldest)"
        + (cleans ? "" : "; no lifecycle rule ends them"))
  }
}
