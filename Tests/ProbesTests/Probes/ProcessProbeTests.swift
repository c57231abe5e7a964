import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// What running application servers do with uploads, on recorded machines.
@Suite struct ProcessProbeTests {
  private static let site = """
    server {
        listen 80; server_name shop.example; client_max_body_size 50m;
        access_log /var/log/nginx/access.log; error_log /var/log/nginx/error.log;
        location /media/ { alias /srv/shop/media/; }
        location / { proxy_pass http://127.0.0.1:8000; }
    }
    """

  /// A shop whose gunicorn has run for an hour, since 07:00.
  private func server(options: [String] = [], settings: [String: String] = [:]) throws -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(Self.site, age: 7200)
    server.machine.add(directory: "/srv/shop/media", uid: 1000, gid: 1000)
    let media = ["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"]
    try server.runGunicorn(settings: media.merging(settings) { $1 }, options: options)
    return server
  }

  @Test func aShortTimeoutInTheServicesCommandIsTold() async throws {
    var server = try server(options: ["--timeout", "5"])
    server.addService(
      "shop.service", of: 200,
      unit: "[Service]\nExecStart=/srv/shop/venv/bin/gunicorn --bind 127.0.0.1:8000 --timeout 5 shop.wsgi\n")
    let seen = await server.observations(of: ProcessProbe.self)
    let timeout = try #require(seen.values(AppWorkerTimeout.self).first)
    #expect(timeout.seconds == 5 && timeout.option == "--timeout" && timeout.program == "gunicorn")
    #expect(timeout.source == "arguments of pid 200")
    #expect(timeout.commands.first?.hasSuffix("/etc/systemd/system/shop.service") == true)
    #expect(timeout.commands.last == "systemctl daemon-reload && systemctl restart shop.service")
    #expect(seen.first { $0.isOf(AppWorkerTimeout.self) }?.subject[.route] == "media")
  }

  @Test func aTimeoutOfTheConfigurationFileIsToldWithItsLine() async throws {
    var server = try server()
    server.machine.add("/srv/shop/gunicorn.conf.py", text: "workers = 3\ntimeout = 10\n")
    let timeout = try #require(await server.observations(of: ProcessProbe.self).values(AppWorkerTimeout.self).first)
    #expect(timeout.seconds == 10 && timeout.source == "/srv/shop/gunicorn.conf.py:2")
    #expect(timeout.commands.first?.hasPrefix("sed -i --follow-symlinks '2s|") == true)
  }

  @Test func workersEndedSinceTheStartAreCounted() async throws {
    var server = try server()
    server.machine.add(
      "/var/log/shop/error.log",
      text: """
        [2027-01-15 06:10:00 +0000] [150] [CRITICAL] WORKER TIMEOUT (pid:151)
        [2027-01-15 07:10:00 +0000] [200] [CRITICAL] WORKER TIMEOUT (pid:201)
        [2027-01-15 07:30:00 +0000] [200] [CRITICAL] WORKER TIMEOUT (pid:204)

        """)
    server.machine.add(link: "/proc/200/fd/2", to: "/var/log/shop/error.log")
    let seen = await server.observations(of: ProcessProbe.self)
    let killed = try #require(seen.values(AppWorkerKilled.self).first)
    #expect(killed.count == 2 && killed.log == "/var/log/shop/error.log" && killed.line.contains("pid:204"))
    #expect(seen.values(AppWorkerTimeout.self).map(\.seconds) == [30])
    #expect(seen.values(AppWorkerTimeout.self).map(\.source) == ["its default"])
  }

  @Test func aServerThatWorksTellsNothing() async throws {
    var server = try server(settings: ["MAX_CONTENT_LENGTH": "5242880"])
    server.machine.add("/var/log/shop/error.log", text: "[2027-01-15 07:00:01 +0000] [200] [INFO] Listening at\n")
    server.machine.add(link: "/proc/200/fd/2", to: "/var/log/shop/error.log")
    server.machine.add(
      "/var/log/nginx/access.log",
      text: #"192.0.2.7 - - [15/Jan/2027:07:30:00 +0000] "POST /upload HTTP/1.1" 201 12 "-" "curl""# + "\n")
    let seen = await server.observations(of: ProcessProbe.self)
    #expect(seen.filter { $0.probe == ProcessProbe.id }.map(\.kind) == [])
  }

  private static let refusals = """
    192.0.2.7 - - [15/Jan/2027:06:30:00 +0000] "POST /upload HTTP/1.1" 413 183 "-" "Mozilla/5.0"
    192.0.2.7 - - [15/Jan/2027:07:30:00 +0000] "POST /upload HTTP/1.1" 413 183 "-" "Mozilla/5.0"
    192.0.2.9 - - [15/Jan/2027:07:31:00 +0000] "POST /upload?kind=film HTTP/1.1" 413 183 "-" "Mozilla/5.0"

    """

  @Test func uploadsThatTheApplicationRefusedAreCounted() async throws {
    var server = try server(settings: ["MAX_CONTENT_LENGTH": "5242880"])
    server.machine.add("/var/log/nginx/access.log", text: Self.refusals)
    let seen = await server.observations(of: ProcessProbe.self)
    let refused = try #require(seen.values(UploadRefused.self).first)
    #expect(refused.count == 2 && refused.url == "http://shop.example/upload")
    #expect(refused.appLimit == 5_242_880 && refused.nginxLimit == 50 << 20)
    #expect(refused.setting == "MAX_CONTENT_LENGTH" && refused.source == "environment of gunicorn (pid 200)")
    #expect(refused.commands.first?.hasSuffix("52428800|' /srv/shop/.env") == true)
    #expect(seen.first { $0.isOf(UploadRefused.self) }?.subject[.route] == "media")
  }

  @Test func uploadsThatNginxRefusedAreNotTheApplications() async throws {
    var server = try server(settings: ["MAX_CONTENT_LENGTH": "5242880"])
    server.machine.add("/var/log/nginx/access.log", text: Self.refusals)
    server.machine.add(
      "/var/log/nginx/error.log",
      text: "2027/01/15 07:31:00 [error] 101#101: *7 client intended to send too large body: 60000000 bytes, "
        + #"client: 192.0.2.7, server: shop.example, request: "POST /upload HTTP/1.1", host: "shop.example""# + "\n")
    server.date("/var/log/nginx/error.log", secondsAgo: 1740)
    let seen = await server.observations(of: ProcessProbe.self)
    #expect(seen.values(UploadRefused.self).isEmpty)
  }

  @Test(arguments: [(422, 1), (200, 0)])
  func uploadsThatAScriptTurnedDownMeetPHPsLimit(status: Int, count: Int) async throws {
    var server = RecordedServer()
    server.runNginx(
      #"""
      server {
          listen 80; server_name shop.example; root /srv/shop/public; client_max_body_size 20m;
          access_log /var/log/nginx/access.log;
          location ~ \.php$ { fastcgi_pass unix:/run/php/php8.2-fpm.sock; }
      }
      """#)
    server.machine.add("/etc/php/8.2/fpm/php-fpm.conf", text: "[global]\ninclude=/etc/php/8.2/fpm/pool.d/*.conf\n")
    server.machine.add(
      "/etc/php/8.2/fpm/pool.d/www.conf",
      text: "[www]\nuser = www-data\nlisten = /run/php/php8.2-fpm.sock\nphp_admin_value[upload_max_filesize] = 2M\n")
    server.run(300, ["php-fpm: master process (/etc/php/8.2/fpm/php-fpm.conf)"], name: "php-fpm8.2")
    server.run(301, ["php-fpm: pool www"], name: "php-fpm8.2", parent: 300, uid: 33)
    try server.listen(300, at: "/run/php/php8.2-fpm.sock")
    server.options.uploadURL = "http://shop.example/upload.php"
    server.machine.add(
      "/var/log/nginx/access.log",
      text: #"192.0.2.7 - - [15/Jan/2027:07:30:00 +0000] "POST /upload.php HTTP/1.1" \#(status) 50 "-" "curl""# + "\n")
    let turned = await server.observations(of: ProcessProbe.self).values(UploadTurnedDown.self)
    #expect(turned.map(\.count) == Array(repeating: 1, count: count))
    #expect(turned.allSatisfy { $0.appLimit == 2 << 20 && $0.nginxLimit == 20 << 20 })
    #expect(turned.allSatisfy { $0.setting == "upload_max_filesize" && $0.source.hasSuffix("www.conf:4") })
    #expect(turned.allSatisfy { $0.commands.count == 3 && $0.commands.last == "kill -USR2 300" })
  }

  @Test func uploadsThatItHoldsOpenAreTold() async throws {
    var server = try server()
    server.machine.add(link: "/proc/200/fd/9", to: "/srv/shop/media/.tmp/a.part (deleted)")
    let open = try #require(await server.observations(of: ProcessProbe.self).values(AppOpenUploads.self).first)
    #expect(open.count == 1 && open.pid == 200 && open.isDeleted)
    #expect(open.example == "/srv/shop/media/.tmp/a.part (deleted)")
  }
}
