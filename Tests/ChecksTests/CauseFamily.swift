import Testing

/// The public ids of one area, which no change of the catalogue may drop.
struct CauseFamily: Sendable, CustomTestStringConvertible {
  let area: String
  let slugs: [String]

  var testDescription: String { area }

  init(_ area: String, _ slugs: String) {
    self.area = area
    self.slugs = slugs.split(separator: " ").map(String.init)
  }

  static let all = [
    CauseFamily(
      "nginx",
      """
      alias-missing-slash root-instead-of-alias alias-drops-prefix wrong-directory no-location proxied-to-app \
      regex-location-steals alias-in-regex try-files-wrong fallback-masks-missing wrong-server-block site-not-enabled \
      config-not-reloaded config-invalid not-running internal-location denied-by-rule directory-without-index \
      symlinks-disabled mime-types-missing add-header-dropped duplicate-cache-control body-size-limit \
      temp-path-unwritable accel-redirect-misconfigured open-file-cache-stale precompressed-stale method-not-allowed \
      timeout-too-short rewrite-intercepts error-page-masks cache-serves-old internal-redirect-cycle proxy-pass-path \
      address-family redirect-leaks-port
      """),
    CauseFamily(
      "access",
      """
      parent-not-traversable file-not-readable upload-mode-private acl-denies writer-cannot-write mac-denies \
      sandboxed-service uid-mismatch symlink-target-denied capability-missing immutable-or-readonly-file
      """),
    CauseFamily(
      "files",
      """
      never-built missing manifest-mismatch stale-build name-mismatch broken-symlink empty-or-truncated \
      static-and-media-shared
      """),
    CauseFamily(
      "paths",
      """
      write-read-mismatch relative-root release-directory temporary-directory absolute-in-records url-setting-mismatch
      """),
    CauseFamily(
      "volumes",
      """
      ephemeral-media not-shared different-target mount-hides-files stale-named-volume read-only remounted-read-only \
      memory-backed not-mounted network-stalled stale-file-bind symlink-into-image empty-volume
      """),
    CauseFamily("disk", "full inodes-exhausted temp-full deleted-open quota-exceeded nearly-full"),
    CauseFamily(
      "http", "connection-refused dns-failure upstream-down tls-invalid redirect-loop wrong-content-type"),
    CauseFamily(
      "app", "environment-missing environment-stale upload-limit static-not-served local-storage-in-container"),
    CauseFamily("deploy", "deletes-media link-dangling"),
  ]
}
