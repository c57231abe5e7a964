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
    "X-Amz-Credential=pa55word-1/2026", "set $upstream_token pa55word-1;", "proxy_set_header X-Api-Key \"pa55word-1\";",
    "Cookie: sessionid=pa55word-1; theme=dark", "Set-Cookie: sid=pa55word-1; Path=/; HttpOnly",
    "DB_PASSWORD: pa55word-1",
    "{\"secret_key\": \"pa55word-1\"}", "--password=pa55word-1", "?md5=x&session=pa55word-1",
    "https://hooks.slack.com/services/pa55word-1/x",
    "AIzapa55word-1abcdefgh", "-----BEGIN PRIVATE KEY-----\npa55word-1\n-----END PRIVATE KEY-----",
  ])
  func knownForms(text: String) {
    #expect(!Redactor().redacted(text).contains("pa55word-1"))
  }

  @Test(arguments: [
    "/srv/shop/media/a.jpg is 0700 deploy:deploy", "MEDIA_ROOT=/srv/media", "http://shop.example:8000/media/a.jpg",
    "bucket atelier-media",
    "10.20.0.5", "S3_BUCKET=atelier", "/srv/token.png: 0644 root:root", "/srv/tokens/a.jpg needs x", "token: missing",
    "SESSION_COOKIE_NAME=sessionid", "proxy_set_header Cookie $http_cookie;", "the cookie is passed on: yes",
    "http://shop.example/reset-password/", "GET /static/auth.css is answered 404 Not Found",
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
    #expect(redactor.counts == ["environment value": 1, "named value": 1])
    #expect(redactor.places == ["environment": 1, "http": 1])
  }

  @Test(arguments: [
    "p%40ss%2Fw%C3%B6rd%3D1234567890xyz", "cEBzcy93w7ZyZD0xMjM0NTY3ODkweHl6",
    "dXNlcjpwQHNzL3fDtnJkPTEyMzQ1Njc4OTB4eXo=",
    "p@ss/wörd=1234567890x...",
    "7040737 7040 70407373".replacing(" ", with: "") + "2f77c3b672643d3132333435363738393078797a",
  ])
  func encodedAndCutFormsOfWhatWasLearned(form: String) {
    let redactor = Redactor()
    redactor.learn("p@ss/wörd=1234567890xyz", from: "DB_PASSWORD")
    let text = redactor.redacted("seen: \(form)")
    #expect(text.contains("[secret 1]"), "\(text)")
  }

  @Test func aPasswordOfAnyURLIsLearned() {
    let redactor = Redactor()
    redactor.learn("amqp://app:horse-staple@queue/", from: "QUEUE")
    #expect(redactor.redacted("login as app with horse-staple") == "login as app with [secret 1]")
    #expect(redactor.redacted("amqp://app:horse-staple@queue/") == "amqp://app:[secret 1]@queue/")
  }
}
