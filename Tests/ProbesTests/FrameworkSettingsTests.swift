import Linux
import Notation
import SystemPackage
import Testing

@testable import Probes

/// Settings in the files of frameworks and services.
@Suite struct FrameworkSettingsTests {
  private func folder(_ files: [FilePath: String], _ variables: [String: String] = [:]) -> CodeFolder {
    var machine = RecordedMachine()
    for (path, text) in files { machine.add(FilePath("/srv/app").appending(path.components), text: text) }
    return CodeFolder(machine: machine, view: .own, path: "/srv/app") { variables[$0] }
  }

  private func shown(_ settings: [Setting]) -> Set<String> {
    Set(settings.map { "\($0.name)=\($0.value) \($0.source)" })
  }

  @Test func railsStoresWhatItsServiceSays() {
    let files: [FilePath: String] = [
      "config/storage.yml":
        "local:\n  service: Disk\n  root: <%= Rails.root.join(\"storage\") %>\ncloud: {service: S3}\n",
      "config/environments/production.rb":
        "Rails.application.configure do\n  config.public_file_server.enabled = ENV[\"RAILS_SERVE_STATIC_FILES\"].present?\n  config.active_storage.service = :local\nend\n",
    ]
    #expect(
      shown(RailsSettings(folder: folder(files, ["RAILS_ENV": "production"])).settings()) == [
        "RAILS_SERVE_STATIC_FILES=false /srv/app/config/environments/production.rb:2",
        "ACTIVE_STORAGE_SERVICE=disk /srv/app/config/storage.yml:2",
        "STORAGE_PATH=/srv/app/storage /srv/app/config/storage.yml:3",
      ])
    #expect(RailsSettings(folder: folder(files)).settings().isEmpty)
  }

  @Test func railsCloudIsNoDirectory() {
    let settings = RailsSettings(
      folder: folder(
        [
          "config/storage.yml": "cloud:\n  service: S3\n  bucket: shop\n",
          "config/environments/production.rb":
            "config.active_storage.service = ENV.fetch(\"SERVICE\", \"cloud\").to_sym\n",
        ], ["RAILS_ENV": "production", "SERVICE": "cloud"])
    ).settings()
    #expect(settings.map(\.value) == ["s3", "shop"])
  }

  private static let disks = """
    return [
        'default' => env('FILESYSTEM_DISK', 'local'),
        'disks' => [
            'local' => [
                'driver' => 'local',
                'root' => storage_path('app/private'),
            ],
            'public' => [
                'driver' => 'local',
                'root' => storage_path('app/public'),
                'url' => env('APP_URL').'/storage',
            ],
            's3' => ['driver' => 's3'],
            'shared' => [
                'driver' => 'local',
                'root' => '/mnt/uploads',
                'url' => rtrim(env('APP_URL', 'http://localhost'), '/').'/files',
            ],
        ],
        'links' => [public_path('storage') => storage_path('app/public')],
    ];
    """

  @Test(arguments: [
    ([:], "/srv/app/storage/app/public", "/storage/"), (["FILESYSTEM_DISK": "shared"], "/mnt/uploads", "/files/"),
    (["APP_URL": "https://shop.example"], "/srv/app/storage/app/public", "/storage/"),
  ])
  func laravelDisks(variables: [String: String], root: String, url: String) {
    let own = folder(["artisan": "", "config/filesystems.php": Self.disks], variables)
    let settings = LaravelSettings(folder: own).settings()
    #expect(settings.first { $0.name == "STORAGE_PATH" }?.value == root)
    #expect(settings.first { $0.name == "FILES_URL" }?.value == url)
  }

  @Test(arguments: [
    ("multer({ dest: 'uploads/' })", "uploads/"),
    ("multer({ dest: path.join(__dirname, '..', 'files') })", "/srv/files"),
    ("multer({ dest: process.env.UP || './up' })", "./up"),
    ("multer.diskStorage({ destination: __dirname + '/data' })", "/srv/app/data"),
  ])
  func nodeUploads(line: String, path: String) {
    let settings = NodeSettings(folder: folder(["server.js": "const x = 1\nconst up = \(line)\n"]), script: "server.js")
      .settings()
    #expect(settings.map(\.value) == [path] && settings.first?.line == 2)
  }

  @Test(arguments: [
    "const up = multer({ dest: os.tmpdir() })", "up = multer({ dest: '/tmp/in' })", "multer({ dest: `${root}/x` })",
    "// multer({ dest: 'x' })",
  ])
  func whatNodeDoesNotSay(line: String) {
    #expect(NodeSettings(folder: folder(["server.js": "\(line)\n"]), script: "server.js").settings().isEmpty)
  }

  @Test func expressTellsTheAddress() {
    let text =
      "const up = require('multer')({ dest: 'uploads' })\napp.use('/files', express.static(path.join(__dirname, 'uploads')))\n"
    let settings = NodeSettings(folder: folder(["app.js": text]), script: nil).settings()
    #expect(settings.contains { $0.name == "UPLOAD_URL" && $0.value == "/files/" && $0.line == 2 })
  }

  @Test func aServiceIsItsUnitAndItsDropIns() throws {
    var machine = RecordedMachine()
    machine.add(
      "/usr/lib/systemd/system/shop.service", text: "[Service]\nEnvironment=MEDIA_ROOT=/a DEBUG=0\nUMask=0022\n")
    machine.add(
      "/etc/systemd/system/shop.service.d/20-more.conf",
      text: "[Service]\nEnvironment=\"MEDIA_ROOT=/b c\" 'X=%h'\nEnvironmentFile=-/etc/shop.env\nUMask=0077\n")
    machine.add("/etc/systemd/system/shop.service.d/10-first.conf", text: "[Service]\nEnvironmentFile=/etc/first.env\n")
    let service = try #require(SystemdService("shop.service", on: machine))
    #expect(service.setting("UMask")?.value == "0077")
    #expect(service.environmentFiles == ["/etc/first.env", "/etc/shop.env"])
    #expect(
      shown(service.environment(on: machine)) == [
        "MEDIA_ROOT=/b c /etc/systemd/system/shop.service.d/20-more.conf:2",
        "DEBUG=0 /usr/lib/systemd/system/shop.service:2",
      ])
  }
}
