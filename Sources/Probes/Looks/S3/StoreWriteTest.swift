import Diagnostics
import Notation
import Wire

/// One marked object put as the application would put it, read back, and removed again.
struct StoreWriteTest {
  let notes: StoreNotes

  func run() async {
    let key =
      (notes.store[.prefix].map { $0.value + "/" } ?? "")
      + "servedoctor-write-test-\(UInt32.random(in: 0...UInt32.max)).txt"
    let body = Array("A test of servedoctor; it removes this object by itself.\n".utf8)
    var headers = [HTTPHeader("Content-Type", "text/plain")]
    if let list = notes.store[.acl]?.value, !list.isEmpty, list.lowercased() != "none" {
      headers.append(HTTPHeader("x-amz-acl", list))
    }
    let name = "\(notes.bucket)/\(key)"
    notes.scene.leftovers.expect(name) { [self] in await remove(key) }
    guard let put = await notes.client.send(.init(method: "PUT", key: key, headers: headers, body: body)) else {
      return notes.scene.leftovers.forget(name)
    }
    if put.exchange.response == nil || put.status >= 500 {
      // Without an answer of the store nobody knows whether the object is there.
      _ = await notes.scene.leftovers.remove(name)
    } else if !put.isSuccess {
      notes.scene.leftovers.forget(name)
    }
    if put.isSuccess {
      let isSame = await notes.client.send(.init(key: key))?.exchange.response?.body == body
      let isGone = await notes.scene.leftovers.remove(name)
      return notes.record(
        "s3.write-test", key: key,
        "A marked object \(key) could be put into the bucket \(notes.bucket)\(isSame ? ", read back" : ", but not read back")\(isGone ? " and was removed again" : ", and could NOT be removed: remove it by hand")",
        ["outcome": "written", "key": .string(key), "removed": .bool(isGone), "readable": .bool(isSame)])
    }
    let action = "s3:PutObject"
    if put.refusal == .denied || put.refusal == .accessList || put.refusal == .encryption {
      let isList = put.refusal == .accessList
      notes.record(
        isList ? "s3.acl-refused" : "s3.denied", key: key,
        "\(isList ? "An object with the access list \(notes.store[.acl]?.value ?? "")" : action) is refused in the bucket \(notes.bucket) (\(put.told))\(put.failure.map { $0.message.isEmpty ? "" : ": \($0.message)" } ?? "")",
        isList
          ? [
            "acl": Value(notes.store[.acl]?.value), "setting": Value(notes.store[.acl]?.name),
            "source": Value(notes.store[.acl]?.source), "commands": Value(notes.change(.acl, to: "")),
          ]
          : [
            "action": .string(put.refusal == .encryption ? "kms:GenerateDataKey" : action), "code": .string(put.code),
            "reason": .string(put.refusal == .encryption ? "encryption" : "denied"),
            "statement": .string(
              "{\"Effect\": \"Allow\", \"Action\": \"\(action)\", \"Resource\": \"arn:aws:s3:::\(notes.bucket)/*\"}"),
          ])
    }
    notes.record(
      "s3.write-test", key: key,
      "Putting a marked object \(key) into the bucket \(notes.bucket) is answered \(put.told); nothing was written",
      ["outcome": "refused", "key": .string(key), "status": .int(put.status), "code": .string(put.code)])
  }

  /// Removes the object whatever becomes of the run that put it.
  private func remove(_ key: String) async -> Bool {
    let client = notes.client
    return await Task.detached {
      for _ in 0..<3 where await client.send(.init(method: "DELETE", key: key))?.isSuccess == true { return true }
      return false
    }.value
  }
}
