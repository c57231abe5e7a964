import Diagnostics
import Facts
import Notation
import Wire

/// One marked object put as the application would put it, read back, and removed again.
struct StoreWriteTest {
  let context: StoreContext

  func run() async {
    let key =
      (context.store[.prefix].map { $0.value + "/" } ?? "")
      + "servedoctor-write-test-\(UInt32.random(in: 0...UInt32.max)).txt"
    let body = Array("A test of servedoctor; it removes this object by itself.\n".utf8)
    var headers = [HTTPHeader("Content-Type", "text/plain")]
    if let list = context.store[.acl]?.value, !list.isEmpty, list.lowercased() != "none" {
      headers.append(HTTPHeader("x-amz-acl", list))
    }
    let name = "\(context.bucket)/\(key)"
    context.scene.leftovers.expect(name) { [self] in await remove(key) }
    guard let put = await context.client.send(.init(method: "PUT", key: key, headers: headers, body: body)) else {
      return context.scene.leftovers.forget(name)
    }
    if put.exchange.response == nil || put.status >= 500 {
      // Without an answer of the store nobody knows whether the object is there.
      _ = await context.scene.leftovers.remove(name)
    } else if !put.isSuccess {
      context.scene.leftovers.forget(name)
    }
    if put.isSuccess {
      let isSame = await context.client.send(.init(key: key))?.exchange.response?.body == body
      let isGone = await context.scene.leftovers.remove(name)
      return context.record(
        S3WriteTest(key: key, outcome: .written, readable: isSame, removed: isGone), key: key,
        "A marked object \(key) could be put into the bucket \(context.bucket)\(isSame ? ", read back" : ", but not read back")\(isGone ? " and was removed again" : ", and could NOT be removed: remove it by hand")"
      )
    }
    if put.refusal == .denied || put.refusal == .accessList || put.refusal == .encryption {
      return recordDenied(put, key)
    }
    context.record(
      S3WriteTest(code: put.code, key: key, outcome: .refused, status: put.status), key: key,
      "Putting a marked object \(key) into the bucket \(context.bucket) is answered \(put.told); nothing was written")
  }

  private func recordDenied(_ put: StoreReply, _ key: String) {
    let action = "s3:PutObject"
    let isEncryption = put.refusal == .encryption
    let end =
      "refused in the bucket \(context.bucket) (\(put.told))\(put.failure.map { $0.message.isEmpty ? "" : ": \($0.message)" } ?? "")"
    guard put.refusal == .accessList else {
      return context.record(
        S3Denied(
          action: isEncryption ? "kms:GenerateDataKey" : action, code: put.code,
          reason: isEncryption ? .encryption : .denied,
          statement:
            "{\"Effect\": \"Allow\", \"Action\": \"\(action)\", \"Resource\": \"arn:aws:s3:::\(context.bucket)/*\"}"),
        key: key, "\(action) is \(end)")
    }
    let list = context.store[.acl]
    context.record(
      S3ACLRefused(
        acl: list?.value, commands: context.change(.acl, to: ""), setting: list?.name, source: list?.source), key: key,
      "An object with the access list \(list?.value ?? "") is \(end)")
  }

  /// Removes the object whatever becomes of the run that put it.
  private func remove(_ key: String) async -> Bool {
    let client = context.client
    return await Task.detached {
      for _ in 0..<3 where await client.send(.init(method: "DELETE", key: key))?.isSuccess == true { return true }
      return false
    }.value
  }
}
