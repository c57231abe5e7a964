import Diagnostics
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Which commands are printed: none that opens or gives away what is not the site's own.
@Suite struct CommandGateTests {
  private static let machine: RecordedMachine = {
    var machine = RecordedMachine()
    machine.add("/etc/shadow", text: "root:x", mode: 0o640)
    machine.add("/etc/nginx/shop.htpasswd", text: "a:b", mode: 0o600)
    machine.add("/srv/shop/static/app.css", text: "a{}")
    machine.add("/srv/shop/.env", text: "A=1", mode: 0o600)
    machine.add("/srv/shop/db.sqlite3", text: "x", mode: 0o600)
    machine.add(link: "/srv/shop/static/pool.jpg", to: "/etc/shadow")
    machine.add(link: "/srv/shop/keys", to: "/root/.ssh")
    machine.add("/root/.ssh/id_rsa", text: "x", mode: 0o600)
    machine.add("/root/site/a.css", text: "x", mode: 0o600)
    machine.add("/home/deploy/site/a.css", text: "x", mode: 0o600)
    machine.add("/usr/share/nginx/html/index.html", text: "x", mode: 0o600)
    machine.add("/run/docker.sock", text: "")
    machine.files[Place("/run/docker.sock")]?.status.kind = .socket
    machine.add("/usr/local/bin/tool", text: "x", mode: 0o700)
    return machine
  }()

  private var gate: CommandGate {
    CommandGate(
      machine: Self.machine, served: [Place("/usr/share/nginx/html"), Place("/srv/shop/static")],
      passwordFiles: [Place("/etc/nginx/shop.htpasswd")])
  }

  @Test(arguments: [
    "chmod o+r /etc/shadow", "chmod -R o+rX /etc", "chown -R www-data /", "chmod o+r /srv/shop/.env",
    "chmod o+r /srv/shop/static/pool.jpg", "chmod o+r '/srv/shop/static/pool.jpg'", "chmod o+rx /root",
    "chmod o+x /root", "find /home -type f -delete", "rm -rf /srv", "nsenter -t 7 -m sh -c 'chmod o+r /etc/shadow'",
    "chmod o+r \"$(printf '/etc/\\163hadow')\"", "chgrp www-data /run/docker.sock",
    "chown www-data /srv",
    "chmod 755 /home/deploy", "chmod o+r /root/site/a.css", "chmod o+r /root/.ssh/id_rsa", "chmod o+x /srv/shop/keys",
    "setfacl -m u:33:r /etc/shadow", "setfacl -R -m u:33:rX /home", "chgrp www-data /srv/shop/.env",
    "find /srv/shop -type f ! -perm -o=r -exec chmod o+r {} +", "find / -type d -exec chown 33 {} +",
    "true && chmod o+r /etc/shadow", "true; chmod o+r /boot/vmlinuz", "sudo chmod o+r /proc/kcore",
    "chmod 644 /dev/sda",
    "chmod o+r /proc/1/root/etc/shadow", "nsenter -t 7 -m chmod o+r /etc/shadow", "chmod o+r /srv/shop/static/../.env",
    "chmod o+r /usr/local/bin/tool", "chmod o+r /etc/nginx/shop.htpasswd", "chmod o+r /srv/shop/db.sqlite3",
    "chmod +x /etc",
  ])
  func refused(command: String) { #expect(gate.refusal(of: command) != nil) }

  @Test(arguments: [
    "chmod o+r /srv/shop/static/app.css", "chmod o+x /home/deploy",
    "chmod o+r /home/deploy/site/a.css", "find /srv/shop/static -type f ! -perm -o=r -exec chmod o+r {} +",
    "chgrp www-data /etc/nginx/shop.htpasswd && chmod g+r /etc/nginx/shop.htpasswd", "nginx -t && nginx -s reload",
    "sed -i 's/a/b/' /etc/nginx/nginx.conf && nginx -s reload", "chown www-data /var/lib/nginx/body", "chmod o+x /srv",
    "chmod o+r /usr/share/nginx/html/index.html", "setfacl -m u:33:x /home/deploy",
  ])
  func printed(command: String) { #expect(gate.refusal(of: command) == nil) }

  @Test func homesOfRootArePassedToASiteAlone() {
    var gate = gate
    gate.served.append(Place("/root/site"))
    #expect(gate.refusal(of: "chmod o+x /root") == nil && gate.refusal(of: "chmod o+r /root/site/a.css") == nil)
  }

  @Test(arguments: [("/etc", false), ("/", false), ("/home/deploy", false), ("/srv/shop/build", true)])
  func nothingMakesNginxServeTheSystem(path: String, isPrinted: Bool) {
    let fix = Fix(
      summary: "Point it there", commands: ["nginx -s reload"], risk: .low,
      patch: "--- a\n+++ b\n@@ -1 +1 @@\n-  alias /x;\n+  alias \(path)/;\n")
    #expect(gate.passed(fix).commands.isEmpty != isPrinted)
  }

  @Test func aFixWithARefusedCommandKeepsItsSentenceAlone() {
    let fix = Fix(summary: "Open it", commands: ["chmod o+x /srv", "chmod o+r /etc/shadow"], risk: .low)
    let passed = gate.passed(fix)
    #expect(passed.commands.isEmpty && passed.summary == "Open it" && passed.note?.contains("/etc/shadow") == true)
  }
}
