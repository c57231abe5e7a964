import Diagnostics
import Facts
import Notation
import Wire

/// The objects that targets and pages name: whether they are there, may be read, and are stored as what they are.
struct KeyLook {
  let notes: StoreNotes
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
      for one in wanted() { group.addTask { await look(at: one) } }
    }
  }

  private func wanted() -> [Wanted] {
    var wanted: [Wanted] = []
    let prefix = "s3://\(notes.bucket)/"
    for target in notes.scene.options.targets {
      if case .object(let name) = target, name.hasPrefix(prefix) {
        wanted.append(Wanted(key: String(name.dropFirst(prefix.count)), url: nil, isKnown: false))
      } else if case .url(let url) = target, let key = notes.key(of: url),
        url != notes.scene.options.uploadURL, !isPastBase(url), key.hasPrefix(notes.store[.prefix]?.value ?? "")
      {
        wanted.append(Wanted(key: key, url: "\(url)", isKnown: false))
      }
    }
    for link in pages.prefix(4) {
      guard let key = link.key, !wanted.contains(where: { $0.key == key }) else { continue }
      wanted.append(Wanted(key: key, url: nil, isKnown: true))
    }
    if wanted.isEmpty, notes.scene.options.targets.isEmpty {
      wanted = samples.map { Wanted(key: $0.key, url: nil, isKnown: true, isSample: true) }
    }
    return wanted.filter { !$0.key.isEmpty && !$0.key.hasSuffix("/") }
  }

  /// Whether a URL stands beside the public base on its host: an address that the application does not give out.
  private func isPastBase(_ url: WebURL) -> Bool {
    guard let base = notes.store.publicBase, base.host == url.host, base.port == url.port else { return false }
    return !url.target.hasPrefix(base.target.hasSuffix("/") ? base.target : base.target + "/")
  }

  private func look(at one: Wanted) async {
    guard let head = await notes.client.send(.init(method: "HEAD", key: one.key)) else { return }
    if head.isSuccess { return tellPresent(one, head) }
    guard head.status == 403 || head.status == 404 || head.status == 400, !one.isSample || head.status == 403 else {
      return
    }
    let reply = await notes.client.send(
      .init(key: one.key, headers: [HTTPHeader("Range", "bytes=0-0")]))
    switch (reply?.refusal, head.status) {
    case (.encryption?, _):
      notes.record(
        S3Denied(action: "kms:Decrypt", code: reply?.code ?? "", reason: .encryption), key: one.key, url: one.url,
        "Reading \(one.key) is refused by its encryption key: \(reply?.failure?.message ?? "")")
    case (.key?, _), (_, 404): await tellAbsent(one)
    // Stores that keep objects as files refuse names that begin with a slash or double it.
    case (.other?, 400) where one.key.hasPrefix("/") || one.key.contains("//"): await tellAbsent(one)
    case (.denied?, _), (_, 403): await tellForbidden(one, reply ?? head)
    default: break
    }
  }

  private func tellPresent(_ one: Wanted, _ head: StoreReply) {
    let size = head.header("Content-Length").flatMap { Int($0) }
    let type = head.header("Content-Type") ?? ""
    let summary =
      "\(one.key) is in the bucket \(notes.bucket) (\(size.map { "\($0) bytes, " } ?? "")\(type.isEmpty ? "no type" : type)) and readable with the application's key"
    if one.isSample {
      notes.record(S3Sample(key: one.key, size: size, type: type), key: one.key, url: one.url, summary)
    } else if one.isKnown {
      notes.record(S3KnownObject(key: one.key, size: size, type: type), key: one.key, url: one.url, summary)
    } else {
      notes.record(S3Object(key: one.key, size: size, type: type), key: one.key, url: one.url, summary)
    }
    let bare = type.prefix { $0 != ";" && $0 != " " }.lowercased()
    let fileExtension = ExpectedType.fileExtension(ofURL: "http://x/" + one.key)
    guard let expected = ExpectedType.types(of: fileExtension), !expected.contains(bare),
      ExpectedType.matters(fileExtension, got: bare)
    else { return }
    let target = "s3://\(notes.bucket)/\(one.key)".shellQuoted
    notes.record(
      S3StoredType(
        commands: [
          "\(notes.tool) s3 cp \(target) \(target) --metadata-directive REPLACE --content-type \(expected[0])"
        ], expected: expected[0], got: type, key: one.key), key: one.key, url: one.url,
      "\(one.key) is stored as \(type.isEmpty ? "nothing" : type), where .\(fileExtension) needs \(expected[0])")
  }

  private func tellAbsent(_ one: Wanted) async {
    let search = await NearKeys(notes: notes).search(one.key)
    if let (found, kind) = search.near {
      let suffix = found.hasSuffix(one.key) ? String(found.dropLast(one.key.count)) : ""
      notes.record(
        S3NearKey(
          commands: [
            "\(notes.tool) s3 cp \("s3://\(notes.bucket)/\(found)".shellQuoted) \("s3://\(notes.bucket)/\(one.key)".shellQuoted)"
          ], found: found, key: one.key, kind: .init(kind), prefix: suffix), key: one.key,
        url: one.url, "There is no object \(one.key); there is \(found) (\(kind.told))")
    }
    if let upload = search.upload {
      notes.record(
        S3UploadOpen(
          begun: upload.begun,
          commands: [
            "\(notes.tool) s3api abort-multipart-upload --bucket \(notes.bucket.shellQuoted) --key \(one.key.shellQuoted) --upload-id \(upload.id.shellQuoted)"
          ], key: one.key), key: one.key, url: one.url,
        "A multipart upload of \(one.key) was begun \(upload.begun) and never completed")
    }
    notes.record(
      S3ObjectAbsent(key: one.key, known: one.isKnown, listed: search.seen > 0), key: one.key, url: one.url,
      "There is no object \(one.key) in the bucket \(notes.bucket)"
        + (search.seen > 0 ? " (\(search.seen) keys looked through)" : ""))
  }

  /// Refused: a key that cannot exist tells whether the refusal means just “not there”.
  private func tellForbidden(_ one: Wanted, _ reply: StoreReply) async {
    let random = one.key + ".\(UInt32.random(in: 0...UInt32.max)).absent"
    let other = await notes.client.send(.init(method: "HEAD", key: random))
    let list = await notes.client.send(.init(query: [("list-type", "2"), ("max-keys", "1")]))
    if list?.isSuccess == false, other?.status == 403 {
      notes.record(
        S3KeyHidden(code: reply.code, key: one.key, statement: statement("s3:ListBucket", "")), key: one.key,
        url: one.url,
        "\(one.key) is answered \(reply.told), and so is a key that cannot exist: without s3:ListBucket on \(notes.bucket) the store answers 403 for what is not there"
      )
    } else {
      tellDenied("s3:GetObject", one, reply)
    }
  }

  private func tellDenied(_ action: String, _ one: Wanted, _ reply: StoreReply) {
    notes.record(
      S3Denied(action: action, code: reply.code, reason: .denied, statement: statement(action, "/*")), key: one.key,
      url: one.url,
      "\(action) of \(one.key) is refused (\(reply.told))\(reply.failure.map { $0.message.isEmpty ? "" : ": \($0.message)" } ?? "")"
    )
  }

  private func statement(_ action: String, _ suffix: String) -> String {
    "{\"Effect\": \"Allow\", \"Action\": \"\(action)\", \"Resource\": \"arn:aws:s3:::\(notes.bucket)\(suffix)\"}"
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
