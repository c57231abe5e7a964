public import Diagnostics

extension S3Probe {
  public static var facts: [Fact] { reaching + permissions + objects + openness }

  /// The way to the store and its bucket.
  private static var reaching: [Fact] {
    [
      Fact(
        "s3.store", "An application keeps files in a bucket.",
        fields: [
          "bucket": .text, "endpoint": .text, "region": .text, "source": .text, "style": .word(["path", "virtual"]),
        ], leak: 0.9),
      Fact(
        "s3.unreachable", "The store's endpoint gives no answer.",
        fields: [
          "commands": .commands, "endpoint": .text, "inside": .flag,
          "reason": .word(["name", "refused", "timeout", "untrusted", "malformed", "closed", "no-url"]),
          "setting": .text, "source": .text, "works": .text,
        ], contraries: ["s3.listed"]),
      Fact(
        "s3.bucket-in-endpoint", "The endpoint's address names the bucket, which clients add once more.",
        fields: [
          "by": .word(["path", "host"]), "commands": .commands, "endpoint": .text, "setting": .text, "source": .text,
          "works": .text,
        ], leak: 0.002, contraries: ["s3.listed"]),
      Fact(
        "s3.host-changed", "nginx asks the store by another host than the one that clients sign for.",
        fields: [
          "commands": .commands, "directive": .text, "file": .text, "line": .number, "sent": .text, "signed": .text,
        ], leak: 0.002),
      Fact(
        "s3.trust-store-absent", "There is no bundle of certificate authorities to check the store's certificate with.",
        fields: ["endpoint": .text, "host": .text, "path": .text], leak: 0.001),
      Fact(
        "s3.foreign", "What answers at the endpoint is no object store.",
        fields: [
          "commands": .commands, "endpoint": .text, "setting": .text, "source": .text, "status": .number, "type": .text,
          "works": .text,
        ], leak: 0.001, contraries: ["s3.listed"]),
      Fact(
        "s3.style", "The bucket's name works in the other place only: in the path or before the host.",
        fields: [
          "commands": .commands, "configured": .word(["path", "virtual"]), "host": .text, "setting": .text,
          "source": .text, "works": .word(["path", "virtual"]),
        ], leak: 0.001, contraries: ["s3.listed"]),
      Fact(
        "s3.dotted-host", "The certificate does not cover a bucket's name with dots before the host.",
        fields: ["commands": .commands, "host": .text, "names": .texts], leak: 0.001),
      Fact(
        "s3.region", "The store demands another region than requests are signed for.",
        fields: [
          "actual": .text, "commands": .commands, "configured": .text, "endpoint": .text, "proven": .flag,
          "setting": .text, "source": .text,
        ], leak: 0.001, contraries: ["s3.listed"]),
      Fact(
        "s3.clock", "The store's clock against this machine's.",
        fields: ["minutes": .number, "offset": .number, "skewed": .flag], leak: 0.3),
      Fact(
        "s3.bucket-absent", "The store knows no bucket of the name.",
        fields: [
          "bucket": .text, "commands": .commands, "nearest": .text, "setting": .text, "similar": .texts,
          "source": .text,
        ], leak: 0.001, contraries: ["s3.listed"]),
      Fact(
        "s3.listed", "The bucket can be listed with the application's key.", fields: ["objects": .number], leak: 0.5),
    ]
  }

  /// What the key may do.
  private static var permissions: [Fact] {
    [
      Fact(
        "s3.credentials-absent", "No access key is set anywhere that the application looks.",
        fields: [
          "cloud": .flag, "file": .text, "name": .text, "names": .texts, "program": .text, "running": .flag,
        ], leak: 0.005),
      Fact(
        "s3.role", "A role may lend the application a key.",
        fields: [
          "lender": .word(["web identity", "container", "machine"]), "outcome": .word(["unasked", "lent", "refused"]),
        ], leak: 0.05),
      Fact(
        "s3.refused", "The store refuses the application's key or signature.",
        fields: [
          "code": .text,
          "reason": .word([
            "unknown-key", "signature", "clock", "token", "region", "bucket", "denied", "key", "acl",
            "encryption", "other",
          ]),
          "setting": .text, "source": .text, "status": .number,
        ], contraries: ["s3.listed"]),
      Fact(
        "s3.list-denied", "The key may not list the bucket.",
        fields: ["code": .text, "message": .text, "status": .number], leak: 0.1, contraries: ["s3.listed"]),
      Fact(
        "s3.key-hidden", "A key is answered 403, and so is one that cannot exist, as the bucket may not be listed.",
        fields: ["code": .text, "key": .text, "statement": .text], leak: 0.01),
      Fact(
        "s3.denied", "An operation is refused to the application's key.",
        fields: [
          "action": .text, "code": .text, "reason": .word(["denied", "encryption"]), "statement": .text,
        ], leak: 0.01),
      Fact(
        "s3.acl-refused", "An object with an access list is refused.",
        fields: ["acl": .text, "commands": .commands, "setting": .text, "source": .text], leak: 0.001),
      Fact(
        "s3.write-test", "What became of a marked object that was put into the bucket.",
        fields: [
          "code": .text, "key": .text, "outcome": .word(["written", "refused"]), "readable": .flag, "removed": .flag,
          "status": .number,
        ], leak: 0.5),
      Fact(
        "s3.logged", "The application logged that its store refused a request.",
        fields: ["code": .text, "count": .number, "log": .text, "operation": .text], leak: 0.002),
    ]
  }

  /// The objects.
  private static var objects: [Fact] {
    [
      Fact(
        "s3.object", "An object is there and readable with the application's key.",
        fields: ["key": .text, "size": .number, "type": .text], leak: 0.5),
      Fact(
        "s3.known-object", "An object that a page of the site uses is readable with the application's key.",
        fields: ["key": .text, "size": .number, "type": .text], leak: 0.5),
      Fact(
        "s3.sample", "An object of the listing is readable with the application's key.",
        fields: ["key": .text, "size": .number, "type": .text], leak: 0.6),
      Fact(
        "s3.object-absent", "There is no object of the key.",
        fields: ["key": .text, "known": .flag, "listed": .flag], leak: 0.02, contraries: ["s3.object"]),
      Fact(
        "s3.near-key", "An object stands under a key that one may take for the wanted one.",
        fields: [
          "commands": .commands, "found": .text, "key": .text,
          "kind": .word([
            "leading-slash", "double-slash", "prefix", "prefix-doubled", "encoding", "form", "letters",
          ]),
          "prefix": .text,
        ], leak: 0.005),
      Fact(
        "s3.upload-open", "A multipart upload of the key was never completed.",
        fields: ["begun": .text, "commands": .commands, "key": .text], leak: 0.002),
      Fact(
        "s3.uploads-open", "Multipart uploads were never completed.",
        fields: ["cleaned": .flag, "commands": .commands, "count": .number, "oldest": .text], leak: 0.2),
      Fact(
        "s3.stored-type", "An object is stored with a type that does not fit its name.",
        fields: ["commands": .commands, "expected": .text, "got": .text, "key": .text], leak: 0.01),
      Fact(
        "s3.assets-missing", "Static files of the release on the disk are not in the bucket that serves them.",
        fields: [
          "bucket": .text, "commands": .commands, "missing": .number, "prefix": .text, "root": .text, "samples": .texts,
          "total": .number, "url": .text,
        ], leak: 0.02),
      Fact(
        "s3.assets-present", "All static files of the disk are in the bucket that serves them.",
        fields: ["bucket": .text, "root": .text], contraries: ["s3.assets-missing"]),
    ]
  }

  /// What strangers get.
  private static var openness: [Fact] {
    [
      Fact(
        "s3.anonymous", "The answer to a request without signature.",
        fields: ["allowed": .flag, "code": .text, "status": .number], leak: 0.3),
      Fact(
        "s3.samples-refused", "Objects of the bucket are all refused under the public base URL.",
        fields: ["base": .text, "count": .number], leak: 0.01),
      Fact(
        "s3.public-lost", "The public address knows nothing of an object that is in the bucket.",
        fields: ["answer": .word(["page", "absent"]), "base": .text, "setting": .text, "source": .text], leak: 0.001),
      Fact(
        "s3.public-elsewhere", "The object is public under another address than the public base says.",
        fields: [
          "base": .text, "commands": .commands, "key": .text, "setting": .text, "source": .text, "works": .text,
        ], leak: 0.001),
      Fact(
        "s3.public-blocked", "A grant to everybody is overridden by the bucket's public access block.",
        fields: [
          "bucket": .text, "by": .word(["acl", "policy"]), "commands": .commands, "key": .text, "names": .texts,
        ],
        leak: 0.001),
      Fact(
        "s3.signed-link", "A presigned link that a page shows, or that was asked for.",
        fields: [
          "age": .number, "host": .text, "lifetime": .number, "page": .text,
          "problem": .word(["none", "expired", "too-long", "token"]), "token": .flag,
        ], leak: 0.3),
      Fact(
        "s3.link-host", "A presigned link was signed for a host that visitors cannot find.",
        fields: ["configured": .flag, "host": .text, "setting": .text, "source": .text, "unknown": .flag], leak: 0.005),
      Fact(
        "s3.preflight", "The store's answer to a browser that asks whether it may upload.",
        fields: [
          "allowed": .flag, "bucket": .text, "commands": .commands, "method": .text, "origin": .text,
          "rules": .word(["none", "no-match", "unknown"]), "status": .number,
        ], leak: 0.2),
    ]
  }
}
