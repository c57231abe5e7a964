/// Names whose values are secrets, as environments, env files, headers and URLs have them.
enum SecretNames {
  /// Parts of such names, in capitals.
  static let parts = [
    "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "API_KEY", "APIKEY", "API-KEY", "ACCESS_KEY", "PRIVATE_KEY",
    "ACCESSKEY", "CREDENTIAL", "SIGNING_KEY", "ENCRYPTION_KEY", "MASTER_KEY", "AUTH_KEY", "APP_KEY", "SALT", "COOKIE",
    "SESSION_KEY", "SESSIONID", "DSN", "DATABASE_URL", "REDIS_URL", "BROKER_URL", "AMQP_URL", "MONGO_URL",
    "MONGODB_URI", "WEBHOOK", "AUTHORIZATION", "SIGNATURE", "JWT",
  ]
  /// Endings that tell of something about the secret, and not the secret.
  private static let exceptions = [
    "PUBLIC_KEY", "KEY_PREFIX", "_FILE", "_PATH", "_DIR", "TOKEN_URL", "_NAME", "_DOMAIN", "_SECURE", "_HTTPONLY",
    "_SAMESITE", "_AGE", "_TTL", "_LENGTH", "_ALGORITHM", "_HEADER", "_ENABLED", "_EXPIRY", "_EXPIRES", "_LIFETIME",
    "_VERSION", "_HOST", "_PORT", "_ENDPOINT", "_REGION", "_BUCKET", "_TIMEOUT", "_VALIDATORS", "_HASHERS",
  ]
  /// Whole names that are secrets only where they stand as a parameter or with a value.
  static let short: Set<String> = ["PASS", "PWD", "SIG", "AUTH", "SID", "PSK", "OTP", "HMAC", "SESSION"]

  static func isSecret(_ name: some StringProtocol) -> Bool {
    let upper = name.uppercased()
    if exceptions.contains(where: { upper.hasSuffix($0) }) { return false }
    return parts.contains { upper.contains($0) } || upper.hasSuffix("_PASS") || upper.hasSuffix("_PWD")
      || upper == "PASS"
  }
}
