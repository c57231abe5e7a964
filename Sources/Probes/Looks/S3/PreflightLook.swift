import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// Whether browsers may send files to the bucket by themselves.
struct PreflightLook {
  let context: StoreContext
  /// Whether signed requests work at all.
  let isUsable: Bool

  /// The browser's question before it sends a file to the store by itself.
  func look() async {
    guard let origin = SiteOrigin(context: context).origin, let (url, key) = uploadTarget() else { return }
    let text = url.description
    let reply = await context.client.fetch(
      url, method: "OPTIONS",
      headers: [
        HTTPHeader("Origin", origin), HTTPHeader("Access-Control-Request-Method", "PUT"),
        HTTPHeader("Access-Control-Request-Headers", "content-type"),
      ])
    guard reply.exchange.response != nil else { return }
    let allowed = reply.header("Access-Control-Allow-Origin")
    let methods = reply.header("Access-Control-Allow-Methods")?.uppercased() ?? "PUT"
    let isAllowed = reply.isSuccess && (allowed == "*" || allowed == origin) && methods.contains("PUT")
    let rules = isUsable ? await context.client.send(.init(query: [("cors", "")])) : nil
    var state = S3Preflight.Rules.unknown
    if rules?.code == "NoSuchCORSConfiguration" { state = .none }
    if case .document(let root)? = rules?.answer, root.name == "CORSConfiguration" { state = .noMatch }
    let rule =
      "{\"CORSRules\":[{\"AllowedOrigins\":[\"\(origin)\"],\"AllowedMethods\":[\"GET\",\"PUT\"],\"AllowedHeaders\":[\"content-type\"],\"MaxAgeSeconds\":3600}]}"
    context.record(
      S3Preflight(
        allowed: isAllowed, bucket: context.bucket,
        commands: [
          "\(context.tool) s3api put-bucket-cors --bucket \(context.bucket.shellQuoted) --cors-configuration \(rule.shellQuoted)"
        ], method: "PUT", origin: origin, rules: state, status: reply.status), key: key,
      url: text,
      "A browser on \(origin) that asks whether it may PUT to \(url) is answered \(reply.told)\(allowed.map { " with Access-Control-Allow-Origin \($0)" } ?? " without Access-Control-Allow-Origin")"
        + (state == .none
          ? "; the bucket has no CORS rule" : state == .noMatch ? "; no CORS rule of the bucket covers it" : ""))
  }

  /// The address in the bucket that browsers would send files to: named by the user, else where a setting of the
  /// application or the markup of a page says that they do so by themselves.
  private func uploadTarget() -> (WebURL, String)? {
    if let url = context.scene.options.uploadURL {
      guard let key = StoreURL(store: context.store).key(of: url) else {
        return nil
      }
      return (url, key)
    }
    guard isUsable, isDirect, let base = context.store.base else { return nil }
    let key = "servedoctor-preflight"
    return (S3Endpoint(base: base, bucket: context.bucket, style: context.store.style).url(key: key), key)
  }

  private var isDirect: Bool {
    let on: Set<String> = ["1", "true", "yes", "on"]
    let isSet = context.application?.layers.all.values.contains {
      $0.name.uppercased().contains("DIRECT_UPLOAD") && on.contains($0.value.lowercased())
    }
    return isSet == true
      || context.scene.cases.contains { examined in
        let body = context.scene.exchange(examined)?.response?.body ?? []
        return String(decoding: body.prefix(1 << 18), as: UTF8.self).contains("data-direct-upload-url")
      }
  }
}
