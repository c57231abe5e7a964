public import Diagnostics

extension HTTPProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "http.status", "The live server answered with this status.",
        fields: [
          "code": .number, "connect_ms": .number, "dns_ms": .number, "first_byte_ms": .number, "method": .text,
          "tls_ms": .number, "total_ms": .number,
        ], leak: 0.05, phenomenon: "answer"),
      Fact(
        "http.unreachable", "No HTTP answer came.",
        fields: [
          "address": .text, "port": .number,
          "reason": .word(["refused", "timeout", "unreachable", "no-socket", "reset", "closed", "malformed"]),
        ], phenomenon: "answer", contraries: ["http.status"]),
      Fact(
        "http.family-differs", "One address family answers and the other does not, or another server does.",
        fields: [
          "answers": .word(["ipv4", "ipv6"]), "commands": .commands, "fails": .word(["ipv4", "ipv6"]), "file": .text,
          "how": .word(["refused", "other-server"]), "line": .number, "listen": .text, "port": .number,
        ]),
      Fact(
        "http.name-unresolved", "The host name has no address.",
        fields: ["host": .text, "reason": .text]),
      Fact(
        "http.type-mismatch", "The Content-Type does not fit the file.",
        fields: ["expected": .text, "extension": .text, "got": .text, "nosniff": .flag]),
      Fact(
        "http.type-fits", "The Content-Type fits the file's extension.",
        fields: ["got": .text]),
      Fact(
        "http.html-for-asset", "An HTML page came for a file that is none.",
        fields: ["extension": .text, "got": .text]),
      Fact(
        "http.two-cache-controls", "Two Cache-Control headers came.",
        fields: ["values": .texts]),
      Fact(
        "http.redirect", "The answer is a redirect.",
        fields: [
          "code": .number, "leaks": .word(["port", "scheme", "host", "none"]), "location": .text, "port": .number,
        ]),
      Fact(
        "http.redirect-loop", "The redirects never end.",
        fields: [
          "change": .word(["forward", "remove"]), "commands": .commands, "directive": .text, "file": .text,
          "hops": .number, "line": .number, "location": .text, "rules": .texts,
        ]),
      Fact(
        "http.body-differs", "The bytes that came are not those of the file on the disk.",
        fields: ["disk_bytes": .number, "disk_sha256": .text, "got_bytes": .number, "got_sha256": .text, "path": .text]),
      Fact(
        "http.body-matches", "The bytes that came are those of the file on the disk.",
        fields: ["path": .text], contraries: ["http.body-differs"]),
      Fact(
        "http.accel-leaked", "X-Accel-Redirect reached the client instead of being followed.",
        fields: ["value": .text]),
      Fact(
        "http.loopback-only", "The server listens on the port for the machine itself only.",
        fields: ["commands": .commands, "file": .text, "line": .number, "listen": .text, "port": .number]),
      Fact(
        "http.tls-problem", "The TLS handshake fails or the certificate is not to be trusted.",
        fields: [
          "better": .text, "certificate": .text, "commands": .commands, "detail": .text, "file": .text,
          "line": .number, "newer": .flag,
          "problem": .word([
            "expired", "not-yet-valid", "wrong-name", "unknown-issuer", "self-signed", "protocol", "other",
          ]),
        ]),
      Fact(
        "http.upstream-unreachable", "The application server that nginx hands the request to cannot be reached.",
        fields: [
          "address": .text, "closed": .flag, "commands": .commands, "file": .text, "line": .number, "listens": .texts,
          "reason": .text,
        ]),
      Fact(
        "http.upstream-status", "The application server, asked directly, answered with this status.",
        fields: ["accel": .text, "address": .text, "code": .number, "kept": .flag]),
      Fact(
        "http.range-refused", "A film or a sound is sent whole though a part was asked for.",
        fields: [
          "accept_ranges": .text, "by": .word(["app", "nginx"]), "bytes": .number, "code": .number,
          "commands": .commands, "directive": .text, "file": .text, "line": .number,
        ]),
      Fact(
        "http.range-works", "A part of a film or a sound was asked for and came.",
        contraries: ["http.range-refused", "http.range-wrong"]),
      Fact(
        "http.range-wrong", "A part was asked for, and the answer says 206 and holds another one.",
        fields: ["bytes": .number, "content_range": .text]),
      Fact(
        "http.host-rejected", "The application refuses the host that nginx hands on, and answers to another one.",
        fields: [
          "accepted": .text, "address": .text, "by": .word(["app", "nginx", "proxy"]), "code": .number,
          "commands": .commands, "file": .text, "host": .text, "line": .number, "setting": .text, "source": .text,
          "value": .text,
        ]),
      Fact(
        "http.body-broken", "Length or coding of the body are not what the headers say.",
        fields: [
          "by": .word(["nginx", "app"]), "commands": .commands, "declared": .text, "directive": .text,
          "expected": .number, "file": .text, "line": .number,
          "problem": .word(["truncated", "bad-chunking", "longer", "not-encoded", "undeclared", "double"]),
          "received": .number,
        ]),
      Fact(
        "http.disposition", "Content-Disposition cannot be read as meant, or stores what is meant to be shown.",
        fields: [
          "by": .word(["nginx", "app"]), "commands": .commands, "directive": .text, "file": .text, "line": .number,
          "problem": .word(["two", "bad-extended", "empty", "non-ascii", "unquoted", "path", "attachment"]),
          "setting": .text, "source": .text, "value": .text,
        ], leak: 0.005),
    ]
  }
}
