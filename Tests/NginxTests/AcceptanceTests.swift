import Foundation
import Nginx
import Testing

/// What nginx refuses is refused here at the same line, and what it accepts is accepted: mutations of real-looking
/// configurations, judged by `nginx -t`. `NGINX_MODEL_MUTATIONS` sets how many.
@Suite(.serialized) struct AcceptanceTests {
  static let count = ProcessInfo.processInfo.environment["NGINX_MODEL_MUTATIONS"].flatMap { Int($0) } ?? 300

  static let base = """
    user www-data;
    worker_processes auto;
    pid /tmp/nginx-model-acceptance/pid;
    error_log /tmp/nginx-model-acceptance/error.log warn;

    events {
        worker_connections 768;
        multi_accept on;
    }

    http {
        sendfile on;
        tcp_nopush on;
        types_hash_max_size 2048;
        server_tokens off;
        include mime.types;
        default_type application/octet-stream;
        log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                        '$status $body_bytes_sent "$http_referer"';
        access_log /tmp/nginx-model-acceptance/access.log main;
        gzip on;
        gzip_types text/plain text/css application/json;
        client_max_body_size 20m;
        map $http_upgrade $connection_upgrade {
            default upgrade;
            '' close;
        }
        upstream app {
            server 127.0.0.1:8000 fail_timeout=0;
            server unix:/run/app.sock backup;
            keepalive 8;
        }
        server {
            listen 18790 default_server;
            listen [::]:18790 default_server;
            server_name _;
            return 444;
        }
        server {
            listen 18790;
            server_name example.com www.example.com *.example.org;
            root /srv/www/example;
            index index.html index.php;
            # static files
            location /static/ {
                alias /srv/app/static/;
                expires 30d;
                add_header Cache-Control "public, immutable";
            }
            location ^~ /media/ {
                root /srv/app;
                autoindex off;
                limit_except GET { deny all; }
            }
            location = /favicon.ico { log_not_found off; access_log off; }
            location ~* \\.(css|js|png)$ {
                expires max;
                try_files $uri =404;
            }
            location / {
                try_files $uri $uri/ @app;
            }
            location @app {
                proxy_pass http://app;
                proxy_set_header Host $host;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_read_timeout 60s;
                proxy_buffers 8 16k;
            }
            location ~ \\.php$ {
                fastcgi_pass unix:/run/php.sock;
                fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            }
            if ($request_method = POST) { rewrite ^/old/(.*)$ /new/$1 permanent; }
            error_page 404 /404.html;
            error_page 500 502 503 504 = /50x.html;
            location = /404.html { internal; }
            location /private { auth_basic "x"; auth_basic_user_file htpasswd; allow 10.0.0.0/8; deny all; }
        }
    }

    """

  static func mutate(_ random: inout RandomSource) -> String {
    var text = Array(base.utf8)
    for _ in 0..<(1 + random.number(2)) {
      let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
      switch random.number(9) {
      case 0: text.remove(at: random.number(text.count))
      case 1: text.insert(random.pick(Array("{};\"' #$\\\n".utf8)), at: random.number(text.count))
      case 2: text = Array((lines[..<random.number(lines.count)]).joined(separator: "\n").utf8)
      case 3:
        var changed = lines
        changed.insert(random.pick(lines), at: random.number(lines.count))
        text = Array(changed.joined(separator: "\n").utf8)
      case 4:
        var changed = lines
        changed.remove(at: random.number(lines.count))
        text = Array(changed.joined(separator: "\n").utf8)
      case 5:
        var changed = lines
        let line = random.number(lines.count)
        var words = changed[line].split(separator: " ").map(String.init)
        if words.count > 1 { words.remove(at: random.number(words.count)) }
        changed[line] = words.joined(separator: " ")
        text = Array(changed.joined(separator: "\n").utf8)
      case 6:
        var changed = lines
        let line = random.number(lines.count)
        var words = changed[line].split(separator: " ").map(String.init)
        if !words.isEmpty {
          words.insert(
            random.pick(["on", "/x", "30x", "~", "=", "$x", "x.y", "10", "@a", "^~"]), at: random.number(words.count))
        }
        changed[line] = words.joined(separator: " ")
        text = Array(changed.joined(separator: "\n").utf8)
      case 7:
        let all = lines.flatMap { $0.split(separator: " ").map(String.init) }
        var changed = lines
        let line = random.number(lines.count)
        var words = changed[line].split(separator: " ").map(String.init)
        if !words.isEmpty { words[random.number(words.count)] = random.pick(all) }
        changed[line] = words.joined(separator: " ")
        text = Array(changed.joined(separator: "\n").utf8)
      default:
        let place = random.number(text.count)
        text[place] = random.pick(Array("{};\"' azAZ09/$~".utf8))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  struct Disk: ConfigurationFiles {
    func read(_ path: String, namedBy file: String?) -> Result<[UInt8], ReadProblem> {
      guard let data = FileManager.default.contents(atPath: path) else { return .failure(ReadProblem(errno: 2)) }
      return .success([UInt8](data))
    }

    func glob(_ pattern: String, namedBy file: String?) -> [String] { [] }
  }

  @Test(.besideNginx) func refusesWhatNginxRefuses() throws {
    let directory = "/tmp/nginx-model-acceptance"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try FileManager.default.copyItem(atPath: "/etc/nginx/mime.types", toPath: directory + "/mime.types")
    var random = RandomSource(seed: 7)
    var wrong: [String] = []
    for index in 0..<Self.count {
      let text = index == 0 ? Self.base : Self.mutate(&random)
      let file = directory + "/nginx.conf"
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      let complaint = try RealNginx.firstComplaint(configuration: file)
      let isAboutMachine = ["getpwnam(", "open() \"/", "mkdir() "].contains { complaint?.contains($0) ?? false }
      if isAboutMachine, complaint?.contains("nginx.conf:") != true || complaint?.contains("getpwnam") == true {
        continue
      }
      let configuration = Configuration.load(file: file, files: Disk())
      let own = configuration.firstEmergency
      let place = complaint.flatMap { text in text.range(of: " in /").map { String(text[$0.upperBound...]) } }
      let ownPlace = own?.position.map { String($0.description.dropFirst()) }
      if (complaint == nil) != (own == nil) || place != ownPlace {
        let ownText = own.map { "\($0.message) \($0.position?.description ?? "")" } ?? "accepted"
        wrong.append("\(complaint ?? "accepted")\n   own: \(ownText)\(complaint == nil ? text : "")")
      }
    }
    let sample = Dictionary(grouping: wrong) { $0.split(separator: " ").dropFirst().prefix(4).joined(separator: " ") }
      .values.map { "\($0.count)x \($0[0])" }.sorted()
    #expect(wrong.count <= Self.count / 100, "\(wrong.count) of \(Self.count)\n\(sample.joined(separator: "\n"))")
    if ProcessInfo.processInfo.environment["NGINX_MODEL_VERBOSE"] != nil { print(sample.joined(separator: "\n")) }
    print("acceptance: \(Self.count) compared, \(wrong.count) differ")
  }
}
