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
      accel-redirect-misconfigured add-header-dropped address-family alias-drops-prefix alias-in-regex \
      alias-missing-slash block-masked body-size-limit cache-serves-old config-invalid config-not-reloaded \
      denied-by-rule directory-without-index duplicate-cache-control error-page-masks fallback-masks-missing \
      internal-location internal-redirect-cycle method-not-allowed mime-types-missing no-location not-running \
      open-file-cache-stale precompressed-stale proxied-to-app proxy-pass-path redirect-leaks-port \
      regex-location-steals rewrite-intercepts root-instead-of-alias site-not-enabled symlinks-disabled \
      temp-path-unwritable timeout-too-short try-files-wrong worker-limit wrong-directory wrong-server-block
      """),
    CauseFamily(
      "access",
      """
      acl-denies capability-missing file-not-readable immutable-or-readonly-file mac-denies \
      parent-not-traversable sandboxed-service symlink-target-denied uid-mismatch upload-mode-private \
      writer-cannot-write
      """),
    CauseFamily(
      "files",
      """
      broken-symlink content-differs empty-or-truncated manifest-mismatch missing name-mismatch never-built \
      stale-build static-and-media-shared
      """),
    CauseFamily(
      "paths",
      """
      absolute-in-records other-base-in-records relative-root release-directory temporary-directory \
      unsafe-in-records url-setting-mismatch write-read-mismatch
      """),
    CauseFamily(
      "volumes",
      """
      different-target empty-volume ephemeral-media memory-backed mount-hides-files network-stalled not-mounted \
      not-shared read-only remounted-read-only stale-file-bind stale-named-volume symlink-into-image
      """),
    CauseFamily(
      "disk",
      """
      deleted-open full inodes-exhausted nearly-full quota-exceeded temp-full
      """),
    CauseFamily(
      "http",
      """
      cache-policy connection-refused cross-origin-blocked disposition dns-failure host-rejected \
      inconsistent-instances length-or-encoding-broken mixed-content range-unsupported redirect-loop \
      size-limit-elsewhere stale-cache tls-invalid upstream-down wrong-content-type
      """),
    CauseFamily(
      "s3",
      """
      access-denied acl-disabled assets-not-uploaded checksum-incompatible clock-skew content-type cors-missing \
      credentials-missing dotted-bucket-tls encryption-key-denied incomplete-multipart invalid-access-key \
      key-mismatch missing-list-permission no-lifecycle no-such-bucket object-missing object-not-public \
      path-style-required presigned-credentials-expired presigned-expired presigned-wrong-host \
      public-access-blocked public-base-wrong signature-aged signature-mismatch token-expired \
      trust-store-missing wrong-endpoint wrong-region
      """),
    CauseFamily(
      "app",
      """
      built-at-startup environment-missing environment-stale local-storage-in-container \
      multi-instance-local-media serves-files static-not-served upload-limit worker-timeout
      """),
    CauseFamily(
      "deploy",
      """
      deletes-media link-dangling mixed-releases old-assets-removed
      """),
  ]
}
