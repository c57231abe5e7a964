import Diagnostics
import Testing

@testable import Probes

/// Secrets never come through; what the diagnosis needs stays.
@Suite struct RedactorTests {
  private static let names = [
    "SECRET_KEY", "DATABASE_PASSWORD", "DB_PASSWD", "API_KEY", "S3_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "JWT_SIGNING_KEY", "RAILS_MASTER_KEY", "APP_KEY", "STRIPE_SECRET", "SENTRY_DSN", "DATABASE_URL", "REDIS_URL",
    "CELERY_BROKER_URL",
    "MAIL_PASSWORD", "SMTP_PASS", "ENCRYPTION_KEY", "SESSION_COOKIE_SALT", "GITHUB_TOKEN", "SLACK_WEBHOOK",
    "OAUTH_CLIENT_SECRET",
    "PRIVATE_KEY", "PASSPHRASE", "ADMIN_CREDENTIALS",
  ]

  @Test(arguments: names) func valuesOfSecretNames(name: String) {
    let redactor = Redactor()
    redactor.learn("h4rd-to-guess-\(name)", from: name)
    let text = redactor.redacted("log: h4rd-to-guess-\(name) was used")
    #expect(!text.contains("h4rd"))
    #expect(text.hasPrefix("log: [secret"))
  }

  @Test(arguments: [
    "https://user:pa55word-1@db.example/x", "postgres://a:pa55word-1@h/d", "X-Amz-Signature=pa55word-1a2b3c",
    "token=pa55word-1",
    "https://h/x?access_token=pa55word-1&y=2", "password=pa55word-1", "Authorization: Bearer pa55word-1.abc",
    "Basic pa55word-1==",
    "AKIApa55word-1XYZ", "ghp_pa55word-1abcdef", "eyJpa55word-1hbGciOi", "api_key=pa55word-1",
    "X-Amz-Credential=pa55word-1/2026",
  ])
  func knownForms(text: String) {
    #expect(!Redactor().redacted(text).contains("pa55word-1"))
  }

  @Test(arguments: [
    "/srv/shop/media/a.jpg is 0700 deploy:deploy", "MEDIA_ROOT=/srv/media", "http://shop.example:8000/media/a.jpg",
    "bucket atelier-media",
    "10.20.0.5", "S3_BUCKET=atelier",
  ])
  func whatTheDiagnosisNeedsStays(text: String) {
    #expect(Redactor().redacted(text) == text)
  }

  @Test func equalSecretsGetEqualTokens() {
    let redactor = Redactor()
    let text = redactor.redacted("token=abcdefgh1 and token=abcdefgh1 and token=zyxwvuts2")
    let tokens = text.split(separator: " and ")
    #expect(tokens[0] == tokens[1])
    #expect(tokens[0] != tokens[2])
  }

  @Test func secretsAreCountedByKindAndPlace() {
    let redactor = Redactor()
    redactor.learn("correct-horse-battery", from: "DB_PASSWORD")
    _ = redactor.redacted("correct-horse-battery", in: "environment")
    _ = redactor.redacted("https://a.example/?token=0123456789abcdef", in: "http")
    #expect(redactor.counts == ["environment value": 1, "parameter": 1])
    #expect(redactor.places == ["environment": 1, "http": 1])
  }
}
