import SystemPackage

extension RecordedServer {
  /// Records a running gunicorn of the account shop's, in /srv/shop and listening on port 8000.
  mutating func runGunicorn(
    _ environment: [String: String] = [:], in directory: FilePath = "/srv/shop", uid: UInt32 = 1000, age: Int = 3600
  ) throws {
    run(
      200, ["/srv/shop/venv/bin/python3", "/srv/shop/venv/bin/gunicorn", "shop.wsgi"], name: "gunicorn", uid: uid,
      environment: environment, in: directory, age: age)
    try listen(200, at: "0.0.0.0:8000")
  }

  /// Records the nginx in front of it: the location `/media/` with this directive, and all else handed on.
  mutating func runShopNginx(_ media: String) {
    runNginx(
      """
      server {
          listen 80;
          server_name shop.example;
          location /media/ { \(media) }
          location / { proxy_pass http://127.0.0.1:8000; }
      }
      """)
  }
}
