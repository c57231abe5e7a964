import Diagnostics
import Linux
import Notation
import SystemPackage
import Wire

/// The write test of one route.
struct WriteTest {
  let route: Route
  let root: Place
  let scene: Scene
  let recorder: Recorder

  private var subject: Subject { [.route: route.id] }
  private var application: Application? { route.application.map { scene.applications[$0] } }

  private func record(_ kind: String, _ summary: String, _ data: [String: Value]) {
    recorder.record(kind, by: WriteTestProbe.id, of: subject, summary, data)
  }

  func run() async {
    guard application?.storesInBucket != true, let identity else { return }
    let name = "servedoctor-write-test-\(UInt64.random(in: 0 ... .max)).\(fileExtension)"
    let contents = Array("servedoctor write test; this file may be removed. \(name)\n".utf8)
    let umask = application?.lead.umask ?? 0o022
    let made = scene.canaries.put(subject) {
      scene.machine.putCanary(contents, named: name, in: folder, as: identity, umask: umask)
    }
    switch made {
    case nil: return
    case .failure(let failure)?: tell(failure, identity)
    case .success(let canary)?: await judge(canary, by: identity.shown)
    }
  }

  /// Tells what became of a file that was stored: its owner and mode, whether the web server has it and may read it, and
  /// what its URL answers. Without a writer, the application stored it itself.
  func judge(_ canary: Canary, by writer: String?) async {
    let url = route.url(FilePath(root: nil, canary.place.path.components.dropFirst(root.path.components.count)))
    let contents = try? scene.machine.contents(canary.place, limit: 65_536, fromEnd: false)
    tell(canary, writer, url)
    tellReader(canary, application?.lead.umask ?? 0o022)
    await fetch(url, canary, contents ?? [])
  }

  /// Who writes: the application's process, or the account that the user names.
  private var identity: Identity? {
    if let application { return application.identity }
    return scene.options.appUser.flatMap { scene.accounts(.own).identity($0) }
  }

  /// The directory of uploads, or the one below it that a setting names.
  private var folder: Place {
    guard let below = application?.setting(.uploadSubdirectory)?.value, !below.contains("%"), !below.contains("{")
    else {
      return root
    }
    let deeper = root.at(root.path.appending(FilePath(below).components))
    return scene.machine.exists(deeper) ? deeper : root
  }

  /// That of the newest upload, since servers treat kinds of files differently.
  private var fileExtension: String {
    let files = Listing.of(root, on: scene.machine, limit: 600).files
    let newest = files.max { $0.status.modified < $1.status.modified }?.relative.extension?.lowercased()
    return newest.flatMap { ["jpg", "jpeg", "png", "gif", "webp", "pdf", "txt"].contains($0) ? $0 : nil } ?? "txt"
  }

  private func tell(_ failure: Canary.Failure, _ identity: Identity) {
    let words = ["identity": "be taken on", "enter": "be entered", "create": "take a new file", "write": "take bytes"]
    record(
      "write-test.failed",
      "\(folder.path.shown) could not \(words[failure.step] ?? "be written") as \(identity.shown): \(failure.errno) (nothing was left there)",
      [
        "directory": .string(folder.path.shown), "step": .string(failure.step), "errno": .string(failure.errno.symbol),
        "identity": .string(identity.shown),
      ])
  }

  private func tell(_ canary: Canary, _ writer: String?, _ url: String) {
    record(
      "write-test.written",
      "\(canary.place.path.shown) was \(writer.map { "written as \($0)" } ?? "stored by the application") (mode \(canary.status.octal))",
      [
        "path": .string(canary.place.path.shown), "directory": .string(folder.path.shown),
        "identity": Value(writer), "uid": .int(Int(canary.status.uid)), "gid": .int(Int(canary.status.gid)),
        "mode": .string(canary.status.octal), "url": .string(url),
      ])
  }

  /// Whether the web server's worker has the file, and may read it.
  private func tellReader(_ canary: Canary, _ umask: UInt32) {
    guard let number = route.nginx, let reader = route.readerRoot, route.handler == "nginx-file" else { return }
    let below = canary.place.path.components.dropFirst(root.path.components.count)
    let place = reader.at(reader.path.appending(below))
    let worker = scene.nginx[number].worker
    let walk = scene.walk(place, as: worker, for: .read)
    if let denied = walk.denied {
      let isLast = denied.place.path == walk.last?.place.path && denied.status?.kind == .regular
      return record(
        "write-test.closed",
        "\(worker.shown) may not read \(place.path.shown): \(denied.place.path.shown) is \(denied.status?.octal ?? "?")",
        [
          "at": isLast ? "target" : "ancestor", "component": .string(denied.place.path.shown),
          "mode": Value(denied.status?.octal), "identity": .string(worker.shown), "path": .string(place.path.shown),
          "umask": .string("0" + String(umask, radix: 8)),
        ])
    }
    guard case .failed(.noSuchFileOrDirectory) = walk.end else { return }
    record(
      "write-test.unseen",
      "\(canary.place.path.shown) was written, and \(place.path.shown), where nginx reads, is not there",
      ["path": .string(canary.place.path.shown), "reader": .string(place.path.shown)])
  }

  private func fetch(_ url: String, _ canary: Canary, _ contents: [UInt8]) async {
    guard route.nginx != nil,
      let one = Case(url: url, origin: .sample, route: route.id, nginx: route.nginx, file: canary.place)
    else { return }
    let answer = await exchange(
      HTTPRequest(one.address, headers: Asking.headers), options: Asking(scene: scene).options(for: one))
    let matches = answer.response.map { $0.status == 200 && $0.body == contents }
    record(
      "write-test.fetched",
      "GET \(url) is answered "
        + (answer.response.map { "\($0.status)" + (matches == true ? " with the bytes that were written" : "") }
          ?? "by nobody: \(answer.problem.map { "\($0)" } ?? "")"),
      [
        "url": .string(url), "code": Value(answer.response?.status), "matches": .bool(matches ?? false),
        "problem": Value(answer.problem.map { "\($0)" }),
      ])
  }
}
