import Testing

@testable import Probes

/// What each build tool's manifest names.
@Suite struct ManifestTests {
  @Test(
    arguments: [
      (#"{"paths": {"a.css": "a.1.css"}, "version": "1.1", "hash": ""}"#, BuildManifest.Tool.django, ["a.1.css"]),
      (
        #"{"src/main.ts": {"file": "assets/m.js", "css": ["assets/m.css"], "src": "src/main.ts", "isEntry": true}}"#,
        .vite,
        ["assets/m.css", "assets/m.js"]
      ),
      (#"{"/js/app.js": "/js/app.js?id=1", "/css/a.css": "/css/a.css?id=2"}"#, .map, ["css/a.css", "js/app.js"]),
      (
        #"{"files": {"main.js": "/static/js/main.1f.js", "main.js.map": "/static/js/main.1f.js.map"}, "entrypoints": []}"#,
        .webpack, ["static/js/main.1f.js"]
      ),
      (
        #"{"status": "done", "chunks": {"main": ["m-1f.js"]}, "assets": {"m-1f.js": {"name": "m-1f.js", "path": "/x"}}, "publicPath": "/static/b/"}"#,
        .webpack, ["m-1f.js"]
      ),
      (#"{"assets": [{"name": "a.1.js"}, {"name": "a.1.js.map"}], "publicPath": "auto"}"#, .webpack, ["a.1.js"]),
      (
        #"{"files": {"a-2.css": {"logical_path": "a.css"}, "a-1.css": {"logical_path": "a.css"}}, "assets": {"a.css": "a-2.css"}}"#,
        .sprockets, ["a-2.css"]
      ),
      (#"{"a.css": {"digested_path": "a-2.css", "integrity": "sha256-x"}}"#, .propshaft, ["a-2.css"]),
      (
        #"{"pages": {"/": ["static/chunks/m-1.js"], "/_app": ["static/chunks/m-1.js"]}, "rootMainFiles": ["static/chunks/r.js"]}"#,
        .next, ["static/chunks/m-1.js", "static/chunks/r.js"]
      ),
    ] as [(String, BuildManifest.Tool, [String])])
  func paths(text: String, tool: BuildManifest.Tool, files: [String]) {
    let manifest = BuildManifest(Array(text.utf8), name: "manifest.json")
    #expect(manifest?.paths == files)
    #expect(manifest?.tool == tool)
  }

  @Test(arguments: [
    #"{"name": "Shop", "icons": [{"src": "i.png"}], "start_url": "/"}"#, #"{"version": "1.2.3"}"#, "not json {", "[]",
    "{}",
    #"{"manifest_version": 3, "background": {"service_worker": "b.js"}}"#, #"{"a.js": "https://cdn.example/a.js"}"#,
    #"{"name": "left-pad", "version": "1.3.0", "main": "index.js"}"#,
  ])
  func otherFiles(text: String) { #expect(BuildManifest(Array(text.utf8), name: "manifest.json") == nil) }

  @Test(arguments: [
    ("app.4f2c9a10b7e1.css", "app.css", "4f2c9a10b7e1"), ("app-BkP3sW_q.js", "app.js", "BkP3sW_q"),
    ("a.b.51c2aa.css", "a.b.css", "51c2aa"),
  ])
  func hashes(name: String, bare: String, hash: String) {
    #expect(AssetName.bare(name) == bare)
    #expect(AssetName.hash(of: name) == hash)
  }

  @Test(arguments: ["app.css", "jquery.min.js", "font-awesome.css", "bootstrap-5.3.css", "index.html"])
  func namesWithoutHash(name: String) { #expect(AssetName.bare(name) == name) }
}
