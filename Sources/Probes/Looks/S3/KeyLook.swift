import Diagnostics
import Facts
import Notation
import Wire

/// The objects that targets and pages name: whether they are there, may be read, and are stored as what they are.
struct KeyLook {
  let context: StoreContext
  let pages: [StorePages.Link]
  /// Some objects of the bucket, for a survey in which nothing names one.
  let samples: [S3Listing.Object]

  /// A key to look at and the URL it was named by.
  private struct Wanted: Hashable {
    let key: String
    let url: String?
    let isKnown: Bool
    var isSample = false
  }

  func look() async {
    await withTaskGroup(of: Void.self) { group in
      for examined in wanted() { group.addTask { await look(at: examined) } }
    }
  }

  private func wanted() -> [Wanted] {
    var wanted: [Wanted] = []
    let prefix = "s3://\(context.bucket)/"
    for target in context.scene.options.targets {
      if case .object(let name) = target, name.hasPrefix(prefix) {
        wanted.append(Wanted(key: String(name.dropFirst(prefix.count)), url: nil, isKnown: false))
      } else if case .url(let url) = target, let key = context.key(of: url),
        url != context.scene.options.uploadURL, !isPastBase(url), key.hasPrefix(context.store[.prefix]?.value ?? "")
      {
        wanted.append(Wanted(key: key, url: "\(url)", isKnown: false))
      }
    }
    for link in pages.prefix(4) {
      guard let key = link.key, !wanted.contains(where: { $0.key == key }) else { continue }
      wanted.append(Wanted(key: key, url: nil, isKnown: true))
    }
    if wanted.isEmpty, context.scene.options.targets.isEmpty {
      wanted = samples.map { Wanted(key: $0.key, url: nil, isKnown: true, isSample: true) }
    }
    return wanted.filter { !$0.key.isEmpty && !$0.key.hasSuffix("/") }
  }

  /// Whether a URL stands beside the public base on its host: an address that the application does not give out.
  private func isPastBase(_ url: WebURL) -> Bool {
    guard let base = context.store.publicBase, base.host == url.host, base.port == url.port else { return false }
    return !url.target.hasPrefix(base.target.hasSuffix("/") ? base.target : base.target + "/")
  }

  private func look(at examined: Wanted) async {
    guard let head = await context.client.send(.init(method: "HEAD", key: examined.key)) else { return }
    if head.isSuccess { return recordPresent(examined, head) }
    guard head.status == 403 || head.status == 404 || head.status == 400, !examined.isSample || head.status == 403
    else {
      return
    }
    let reply = await context.client.send(
      .init(key: examined.key, headers: [HTTPHeader("Range", "bytes=0-0")]))
    switch (reply?.refusal, head.status) {
    case (.encryption?, _):
      context.record(
        S3Denied(action: "kms:Decrypt", code: reply?.code ?? "", reason: .encryption), key: examined.key,
        url: examined.url,
        "Reading \(examined.key) is refused by its encryption key: \(reply?.failure?.message ?? "")")
    case (.key?, _), (_, 404): await recordAbsent(examined)
    // Stores that keep objects as files refuse names that begin with a slash or double it.
    case (.other?, 400) where examined.key.hasPrefix("/") || examined.key.contains("//"): await recordAbsent(examined)
    case (.denied?, _), (_, 403): await recordForbidden(examined, reply ?? head)
    default: break
    }
  }

  private func recordPresent(_ examined: Wanted, _ head: StoreReply) {
    let size = head.header("Content-Length").flatMap { Int($0) }
    let type = head.header("Content-Type") ?? ""
    let summary =
      "\(examined.key) is in the bucket \(context.bucket) (\(size.map { "\($0) bytes, " } ?? "")\(type.isEmpty ? "no type" : type)) and readable with the application's key"
    if examined.isSample {
      context.record(S3Sample(key: examined.key, size: size, type: type), key: examined.key, url: examined.url, summary)
    } else if examined.isKnown {
      context.record(
        S3KnownObject(key: examined.key, size: size, type: type), key: examined.key, url: examined.url, summary)
    } else {
      context.record(S3Object(key: examined.key, size: size, type: type), key: examined.key, url: examined.url, summary)
    }
    let bare = type.prefix { $0 != ";" && $0 != " " }.lowercased()
    let fileExtension = ExpectedType.fileExtension(ofURL: "http://x/" + examined.key)
    guard let expected = ExpectedType.types(of: fileExtension), !expected.contains(bare),
      ExpectedType.matters(fileExtension, got: bare)
    else { return }
    let target = "s3://\(context.bucket)/\(examined.key)".shellQuoted
    context.record(
      S3StoredType(
        commands: [
          "\(context.tool) s3 cp \(target) \(target) --metadata-directive REPLACE --content-type \(expected[0])"
        ], expected: expected[0], got: type, key: examined.key), key: examined.key, url: examined.url,
      "\(examined.key) is stored as \(type.isEmpty ? "nothing" : type), where .\(fileExtension) needs \(expected[0])")
  }

  private func recordAbsent(_ examined: Wanted) async {
    let search = await NearKeys(context: context).search(examined.key)
    if let (found, kind) = search.near {
      let suffix = found.hasSuffix(examined.key) ? String(found.dropLast(examined.key.count)) : ""
      context.record(
        S3NearKey(
          commands: [
            "\(context.tool) s3 cp \("s3://\(context.bucket)/\(found)".shellQuoted) \("s3://\(context.bucket)/\(examined.key)".shellQuoted)"
          ], found: found, key: examined.key, kind: .init(kind), prefix: suffix), key: examined.key,
        url: examined.url, "There is no object \(examined.key); there is \(found) (\(kind.told))")
    }
    if let upload = search.upload {
      context.record(
        S3UploadOpen(
          begun: upload.begun,
          commands: [
            "\(context.tool) s3api abort-multipart-upload --bucket \(context.bucket.shellQuoted) --key \(examined.key.shellQuoted) --upload-id \(upload.id.shellQuoted)"
          ], key: examined.key), key: examined.key, url: examined.url,
        "A multipart upload of \(examined.key) was begun \(upload.begun) and never completed")
    }
    context.record(
      S3ObjectAbsent(key: examined.key, known: examined.isKnown, listed: search.seen > 0), key: examined.key,
      url: examined.url,
      "There is no object \(examined.key) in the bucket \(context.bucket)"
        + (search.seen > 0 ? " (\(search.seen) keys looked through)" : ""))
  }

  /// Refused: a key that cannot exist tells whether the refusal means just “not there”.
  private func recordForbidden(_ examined: Wanted, _ reply: StoreReply) async {
    let random = examined.key + ".\(UInt32.random(in: 0...UInt32.max)).absent"
    let other = await context.client.send(.init(method: "HEAD", key: random))
    let list = await context.client.send(.init(query: [("list-type", "2"), ("max-keys", "1")]))
    if list?.isSuccess == false, other?.status == 403 {
      context.record(
        S3KeyHidden(code: reply.code, key: examined.key, statement: statement("s3:ListBucket", "")), key: examined.key,
        url: examined.url,
        "\(examined.key) is answered \(reply.told), and so is a key that cannot exist: without s3:ListBucket on \(context.bucket) the store answers 403 for what is not there"
      )
    } else {
      recordDenied("s3:GetObject", examined, reply)
    }
  }

  private func recordDenied(_ action: String, _ examined: Wanted, _ reply: StoreReply) {
    context.record(
      S3Denied(action: action, code: reply.code, reason: .denied, statement: statement(action, "/*")),
      key: examined.key,
      url: examined.url,
      "\(action) of \(examined.key) is refused (\(reply.told))\(reply.failure.map { $0.message.isEmpty ? "" : ": \($0.message)" } ?? "")"
    )
  }

  private func statement(_ action: String, _ suffix: String) -> String {
    "{\"Effect\": \"Allow\", \"Action\": \"\(action)\", \"Resource\": \"arn:aws:s3:::\(context.bucket)\(suffix)\"}"
  }
}

extension S3NearKey.Kind {
  fileprivate init(_ kind: NearKeys.Kind) {
    self =
      switch kind {
      case .leadingSlash: .leadingSlash
      case .doubleSlash: .doubleSlash
      case .prefix: .prefix
      case .encoding: .encoding
      case .form: .form
      case .letters: .letters
      case .longer: .prefixDoubled
      }
  }
}
