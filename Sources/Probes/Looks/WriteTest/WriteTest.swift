import Diagnostics
import Facts
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

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: subject, summary)
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
    case .failure(let failure)?: record(failure, identity)
    case .success(let canary)?: await judge(canary, by: identity.shown)
    }
  }

  /// Tells what became of a file that was stored: its owner and mode, whether the web server has it and may read it, and
  /// what its URL answers. Without a writer, the application stored it itself.
  func judge(_ canary: Canary, by writer: String?) async {
    let url = route.url(FilePath(root: nil, canary.place.path.components.dropFirst(root.path.components.count)))
    let contents = scene.machine.bytes(of: canary.place, limit: 65_536)
    record(canary, writer, url)
    recordReader(canary, application?.lead.umask ?? 0o022)
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

  private func record(_ failure: Canary.Failure, _ identity: Identity) {
    let (step, words): (WriteTestFailed.Step, String) =
      switch failure.step {
      case .identity: (.identity, "be taken on")
      case .enter: (.enter, "be entered")
      case .create: (.create, "take a new file")
      case .write: (.write, "take bytes")
      }
    record(
      WriteTestFailed(
        directory: folder.path.shown, errno: failure.errno.symbol, identity: identity.shown,
        step: step),
      "\(folder.path.shown) could not \(words) as \(identity.shown): \(failure.errno) (nothing was left there)"
    )
  }

  private func record(_ canary: Canary, _ writer: String?, _ url: String) {
    record(
      WriteTestWritten(
        directory: folder.path.shown, gid: Int(canary.status.gid), identity: writer, mode: canary.status.octal,
        path: canary.place.path.shown, uid: Int(canary.status.uid), url: url),
      "\(canary.place.path.shown) was \(writer.map { "written as \($0)" } ?? "stored by the application") (mode \(canary.status.octal))"
    )
  }

  /// Whether the web server's worker has the file, and may read it.
  private func recordReader(_ canary: Canary, _ umask: UInt32) {
    guard let number = route.nginx, let reader = route.readerRoot, route.handler == "nginx-file" else { return }
    let below = canary.place.path.components.dropFirst(root.path.components.count)
    let place = reader.at(reader.path.appending(below))
    let worker = scene.nginx[number].worker
    let walk = scene.walk(place, as: worker, for: .read)
    if let denied = walk.denied {
      let isLast = denied.place.path == walk.last?.place.path && denied.status?.kind == .regular
      return record(
        WriteTestClosed(
          at: isLast ? .target : .ancestor, component: denied.place.path.shown, identity: worker.shown,
          mode: denied.status?.octal, path: place.path.shown, umask: "0" + String(umask, radix: 8)),
        "\(worker.shown) may not read \(place.path.shown): \(denied.place.path.shown) is \(denied.status?.octal ?? "?")"
      )
    }
    guard case .failed(.noSuchFileOrDirectory) = walk.end else { return }
    record(
      WriteTestUnseen(path: canary.place.path.shown, reader: place.path.shown),
      "\(canary.place.path.shown) was written, and \(place.path.shown), where nginx reads, is not there")
  }

  private func fetch(_ url: String, _ canary: Canary, _ contents: [UInt8]) async {
    guard route.nginx != nil,
      let examined = Case(url: url, origin: .sample, route: route.id, nginx: route.nginx, file: canary.place)
    else { return }
    let answer = await scene.network.exchange(
      HTTPRequest(examined.address, headers: Requester.headers), options: Requester(scene: scene).options(for: examined)
    )
    let matches = answer.response.map { $0.status == 200 && $0.body == contents }
    record(
      WriteTestFetched(
        code: answer.response?.status, matches: matches ?? false, problem: answer.problem.map { "\($0)" }, url: url),
      "GET \(url) is answered "
        + (answer.response.map { "\($0.status)" + (matches == true ? " with the bytes that were written" : "") }
          ?? "by nobody: \(answer.problem.map { "\($0)" } ?? "")"))
  }
}
