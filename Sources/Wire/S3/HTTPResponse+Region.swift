extension HTTPResponse {
  /// The region that an S3 answer says a bucket is in.
  ///
  /// It stands in a header, which AWS sends even when it refuses, or in the error document.
  public var bucketRegion: String? {
    if let region = headers.first("x-amz-bucket-region"), !region.isEmpty { return region }
    switch S3Answer(body: body) {
    case .failure(let failure):
      return failure.field("Region").flatMap { $0.isEmpty ? nil : $0 }
    case .document(let root) where root.name == "LocationConstraint":
      // GetBucketLocation: an empty element is us-east-1, and EU an old name of eu-west-1.
      return root.text.isEmpty ? "us-east-1" : root.text == "EU" ? "eu-west-1" : root.text
    default:
      return nil
    }
  }
}
