import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Slips of the configuration, each with the one change that mends it, and rules that refuse.
extension NginxResolveProbeTests {
  /// Lines that keep `/media/a.jpg` from being found, and the line that mends them.
  struct Slip: Sendable {
    let kind: ResolveRepair.Kind
    let lines: String
    let after: String
  }

  static let slips = [
    Slip(
      kind: .aliasSlash, lines: "location /media/ { alias /srv/shop/media; }",
      after: "location /media/ { alias /srv/shop/media/; }"),
    Slip(
      kind: .rootToAlias, lines: "location /media/ { root /srv/shop/media; }",
      after: "location /media/ { alias /srv/shop/media/; }"),
    Slip(
      kind: .aliasToRoot, lines: "location /media/ { alias /srv/shop/; }",
      after: "location /media/ { root /srv/shop/; }"),
    Slip(
      kind: .prefixModifier,
      lines: "location ~* \\.(jpg|png)$ { root /var/www/html; }\nlocation /media/ { root /srv/shop; }",
      after: "location ^~ /media/ { root /srv/shop; }"),
    Slip(
      kind: .regexAlias, lines: "location ~ ^/media/.*$ { alias /srv/shop/media/; }",
      after: "location /media/ { alias /srv/shop/media/; }"),
    Slip(
      kind: .tryFiles, lines: "location /media/ {\nroot /srv/shop;\ntry_files $uri/ =404;\n}",
      after: "try_files $uri $uri/ =404;"),
    Slip(
      kind: .directory, lines: "location /media/ { alias /srv/old/media/; }",
      after: "location /media/ { alias /srv/shop/media/; }"),
    Slip(kind: .internal, lines: "location /media/ {\ninternal;\nroot /srv/shop;\n}", after: ""),
    Slip(
      kind: .rewrite,
      lines: "root /srv/shop;\nrewrite ^/media/(.*)$ /files/$1 last;", after: ""),
    Slip(kind: .accessRule, lines: "root /srv/shop;\nlocation ~ \\.jpg$ {\ndeny all;\n}", after: ""),
  ]

  @Test(arguments: slips) func aSlipIsMendedByOneChange(_ slip: Slip) async throws {
    var server = RecordedServer(shop: slip.lines, files: [Self.photo], asked: "/media/a.jpg", live: Self.missing)
    server.options.mediaURL = "/media/"
    server.options.mediaRoot = "/srv/shop/media"
    let seen = await server.observations(of: NginxResolveProbe.self)
    let repair = try #require(seen.values(ResolveRepair.self).first)
    #expect(repair.kind == slip.kind && repair.after == slip.after && repair.path == "/srv/shop/media/a.jpg")
    #expect(repair.outcome == "200 from /srv/shop/media/a.jpg as image/jpeg")
    #expect(repair.commands?.last == "nginx -t && nginx -s reload" && repair.patch?.isEmpty == false)
    #expect(repair.before?.isEmpty == false)
  }

  /// A rule that refuses `/media/a.jpg`, and the directive that is told for it.
  struct Rule: Sendable {
    let kind: ResolveDenied.Kind
    let lines: String
    let directive: String
    var status = 403
  }

  static let rules = [
    Rule(kind: .deny, lines: "deny all;", directive: "deny all;"),
    Rule(
      kind: .authBasic, lines: "auth_basic \"Shop\"; auth_basic_user_file /etc/nginx/shop.htpasswd;",
      directive: "auth_basic Shop;", status: 401),
    Rule(kind: .return, lines: "return 403;", directive: "return 403;"),
    Rule(kind: .limitExcept, lines: "limit_except POST { deny all; }", directive: "limit_except POST { deny all; }"),
    Rule(kind: .internal, lines: "internal;", directive: "internal", status: 404),
    Rule(
      kind: .validReferers, lines: "valid_referers server_names;\nif ($invalid_referer) { return 403; }",
      directive: "return 403;"),
    Rule(kind: .authRequest, lines: "auth_request /auth;", directive: "auth_request /auth;"),
  ]

  @Test(arguments: rules) func aRuleThatRefusesIsTold(_ rule: Rule) async throws {
    let server = RecordedServer(
      shop:
        "root /srv/shop;\nlocation /media/ { \(rule.lines) }\nlocation = /auth { proxy_pass http://127.0.0.1:8000; }",
      files: [Self.photo], asked: "/media/a.jpg", live: HTTPResponse(rule.status))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let denied = try #require(seen.values(ResolveDenied.self).first)
    #expect(denied.kind == rule.kind && denied.directive == rule.directive && (denied.line ?? 0) > 6)
    #expect(seen.values(ResolveDiffersFromLive.self).isEmpty)
  }

  @Test func aLinkThatDisableSymlinksRefusesIsAllowed() async throws {
    var server = RecordedServer(
      shop: "root /srv/shop;\ndisable_symlinks on;", asked: "/media/a.jpg", live: HTTPResponse(403))
    server.machine.add("/srv/files/a.jpg", text: "picture")
    server.machine.add(link: "/srv/shop/media", to: "/srv/files")
    let seen = await server.observations(of: NginxResolveProbe.self)
    #expect(seen.values(ResolveDenied.self).map(\.kind) == [.disableSymlinks])
    let repair = try #require(seen.values(ResolveRepair.self).first)
    #expect(repair.kind == .symlinks && repair.after == "disable_symlinks off;")
  }
}
