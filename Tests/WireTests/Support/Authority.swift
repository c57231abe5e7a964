import Foundation

/// A certificate authority made with openssl in a directory of its own.
struct Authority {
  let directory: String
  let name: String

  /// The authority's certificate.
  var certificate: String { "\(directory)/\(name).pem" }

  /// Makes a self-signed authority, or one that another has signed.
  init(_ name: String, in directory: String, issuedBy parent: Authority? = nil) throws {
    self.directory = directory
    self.name = name
    if let parent {
      try parent.sign(name, subject: "/CN=\(name)", extensions: ["basicConstraints=critical,CA:TRUE"])
    } else {
      _ = try run(
        "/usr/bin/openssl",
        ["req", "-x509", "-days", "30", "-out", "\(directory)/\(name).pem"]
          + Authority.newKey("\(directory)/\(name).key") + ["-subj", "/CN=\(name)"])
    }
    try """
    [ca]
    default_ca = own
    [own]
    database = \(directory)/\(name).index
    new_certs_dir = \(directory)
    rand_serial = yes
    default_md = sha256
    policy = any
    unique_subject = no
    copy_extensions = copy
    [any]
    commonName = optional
    organizationName = optional
    emailAddress = optional
    """.write(toFile: "\(directory)/\(name).conf", atomically: true, encoding: .utf8)
    try "".write(toFile: "\(directory)/\(name).index", atomically: true, encoding: .utf8)
  }

  /// Issues a certificate as `file.pem` with its key in `file.key`; times as `YYYYMMDDHHMMSSZ`.
  func sign(
    _ file: String, subject: String, extensions: [String], from: String = "20200101000000Z",
    until: String = "20490101000000Z"
  ) throws {
    let base = "\(directory)/\(file)"
    _ = try run(
      "/usr/bin/openssl",
      ["req", "-new", "-out", "\(base).csr", "-subj", subject]
        + Authority.newKey("\(base).key") + extensions.flatMap { ["-addext", $0] })
    _ = try run(
      "/usr/bin/openssl",
      [
        "ca", "-batch", "-notext", "-config", "\(directory)/\(name).conf", "-cert", certificate, "-keyfile",
        "\(directory)/\(name).key", "-in", "\(base).csr", "-out", "\(base).pem", "-startdate", from, "-enddate", until,
      ])
  }

  static func newKey(_ path: String) -> [String] {
    ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", path]
  }
}
