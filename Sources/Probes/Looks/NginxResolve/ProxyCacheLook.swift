import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// What may make nginx answer by an older state of the disk or of an upstream.
struct ProxyCacheLook {
  let caseLook: ResolvedCaseLook

  func record() {
    recordPrecompressed()
    guard let settings = caseLook.settings else { return }
    recordOpenFileCache(settings)
    recordProxyCache(settings)
  }

  /// The `.gz` that a client which accepts it would get, where it is older than the file.
  private func recordPrecompressed() {
    var request = caseLook.resolved.request
    request.headers.append(Header("Accept-Encoding", "gzip, br"))
    let answer = Resolver(caseLook.instance.configuration).resolve(request, in: caseLook.resolved.tree)
    guard let compressed = answer.file, let suffix = [".gz", ".br"].first(where: { compressed.hasSuffix($0) }) else {
      return
    }
    let machine = caseLook.scene.machine
    let copy = Place(FilePath(bytes: ByteText.bytes(compressed)), in: caseLook.instance.view)
    let plain = copy.at(FilePath(bytes: ByteText.bytes(String(compressed.dropLast(suffix.count)))))
    guard let old = machine.file(at: copy), let new = machine.file(at: plain), new.modified > old.modified + 1
    else { return }
    let isSame = suffix == ".gz" ? GzipTrailer(of: copy, on: machine)?.fits(plain, on: machine) : nil
    guard isSame != true else { return }
    let path = plain.reachable.shellQuoted
    caseLook.record(
      ResolvePrecompressedStale(
        compressed: copy.path.shown, isOtherContent: isSame == false, path: plain.path.shown,
        refresh: [suffix == ".gz" ? "gzip -k -f -9 \(path)" : "brotli -k -f \(path)"],
        seconds: new.modified - old.modified),
      "\(copy.path.shown) is \(new.modified - old.modified) s older than \(plain.path.shown), and clients that accept compression get it"
    )
  }

  private func recordOpenFileCache(_ settings: Effective) {
    guard let directive = settings.directives("open_file_cache").last, directive.arguments.first != "off" else {
      return
    }
    let valid = settings.directives("open_file_cache_valid").last
    let errors = settings.directives("open_file_cache_errors").last
    var commands: [String] = []
    if let errors, errors.arguments.first == "on" {
      commands += Edit.arguments(["off"], of: errors, in: caseLook.instance.configuration).commands()
    }
    if let valid { commands += Edit.arguments(["30s"], of: valid, in: caseLook.instance.configuration).commands() }
    let isKeepingErrors = errors?.arguments.first == "on"
    caseLook.record(
      ResolveOpenFileCache(
        commands: commands.isEmpty ? [caseLook.instance.reloadCommand] : caseLook.commands(commands),
        errors: isKeepingErrors, file: directive.position.file, line: directive.position.line,
        valid: valid?.arguments.first ?? "60s"),
      "\(directive.text) (\(directive.position)) keeps what a worker saw for \(valid?.arguments.first ?? "60s")\(isKeepingErrors ? ", errors too" : "")"
    )
  }

  private func recordProxyCache(_ settings: Effective) {
    guard caseLook.answer.upstream != nil, let directive = settings.directives("proxy_cache").last,
      let zone = directive.arguments.first,
      zone != "off"
    else { return }
    let path = cachePath(zone)
    let valid = settings.directives("proxy_cache_valid").map(\.text).joined(separator: " ")
    let folder = path.map { Place(FilePath($0), in: caseLook.instance.view).reachable.shellQuoted }
    caseLook.record(
      ResolveProxyCache(
        commands: folder.map { ["find \($0) -type f -delete", caseLook.instance.reloadCommand] } ?? [],
        file: directive.position.file, line: directive.position.line, path: path, valid: valid, zone: zone),
      "\(directive.text) (\(directive.position)) answers from \(path ?? "its cache")\(valid.isEmpty ? "" : ", \(valid)")"
    )
  }

  private func cachePath(_ zone: String) -> String? {
    func search(_ directives: [Directive]) -> Directive? {
      for directive in directives {
        if directive.name == "proxy_cache_path",
          directive.arguments.contains(where: { $0.hasPrefix("keys_zone=\(zone):") })
        {
          return directive
        }
        if let found = directive.block.flatMap(search) { return found }
      }
      return nil
    }
    return search(caseLook.instance.configuration.directives)?.arguments.first
  }
}
