import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Asks the application server behind nginx directly.
struct UpstreamTeller {
  let teller: ResolveTeller

  private var one: Case { teller.one }

  /// Tells what the application answers, and returns whether it named a file for nginx to send.
  func tell() async -> Bool {
    guard let upstream = teller.answer.upstream, one.origin != .upload, let address = upstream.addresses.first else {
      return false
    }
    let uri = upstream.uri ?? "/"
    if let closed = closedSocket(address) {
      tellUnreachable(upstream, address, closed.reason, commands: closed.commands)
      return false
    }
    guard let request = UpstreamRequest(teller) else {
      // Who speaks FastCGI, uwsgi or gRPC waits for the rest of an HTTP request: only that it takes the connection is seen.
      let touched = await DirectExchange.touch(address, scene: teller.scene)
      if !touched.isConnected { tellUnreachable(upstream, address, touched.reason) }
      return false
    }
    let direct = await direct(request)
    guard let status = direct.status else {
      tellUnreachable(upstream, address, direct.reason)
      return false
    }
    teller.record(
      HTTPUpstreamStatus(accel: direct.accel, address: address, code: status, kept: keepsRefusal(status)),
      "Asked directly, \(address) answers \(status) for \(uri)"
        + (direct.accel.map { " with X-Accel-Redirect: \($0)" } ?? ""))
    if status >= 400 { tellMasked(status, address) }
    let isFollowed = direct.accel.map(tellAccel) ?? false
    if status == 404, teller.liveStatus == 404 { await tellOtherPath(upstream, address) }
    return isFollowed
  }

  /// The answer of an earlier look, else of a request now, as nginx would send it.
  private func direct(_ request: UpstreamRequest) async -> DirectExchange {
    if let known = teller.scene.upstreamExchange(one) { return DirectExchange(known) }
    return DirectExchange(await request.send(Asking(scene: teller.scene)))
  }

  /// Why nginx's worker may not use a unix socket that is there, and what opens it; nil where it may.
  private func closedSocket(_ address: String) -> (reason: String, commands: [String])? {
    guard address.hasPrefix("unix:"), [502, 503].contains(teller.liveStatus ?? 0) else { return nil }
    let place = Place(FilePath(String(address.dropFirst(5).prefix { $0 != ":" })), in: teller.instance.view)
    let worker = teller.instance.worker
    let walk = teller.scene.walk(place, as: worker, for: .write)
    guard let denied = walk.denied, let status = denied.status else { return nil }
    let shown = denied.place.path.shown
    let reason = "\(worker.shown) may not use \(shown) (\(status.octal), \(status.uid):\(status.gid))"
    guard denied.place == place, let group = worker.gid as Optional else { return (reason, []) }
    let path = place.reachable.shellQuoted
    return (reason, poolCommands(address, group) + ["chgrp \(group) \(path) && chmod g+rw \(path)"])
  }

  /// The pool of php-fpm told to make its socket for nginx's group at every start.
  private func poolCommands(_ address: String, _ group: UInt32) -> [String] {
    guard let application = teller.scene.application(at: address), application.program == "php-fpm",
      let user = application.code.first(where: { $0.name == "user" }), let file = user.file, let line = user.line
    else { return [] }
    let name = Accounts(teller.scene.machine, in: file.view).name(ofGroup: group) ?? "\(group)"
    let silenced = SedScript.substitute("^", by: ";", on: .matching(#"^listen\.\(group\|mode\) *="#))
    let added = SedScript.append(
      ["listen.group = \(name)", "listen.mode = 0660"].map { Array($0.utf8) }, after: .number(line))
    return [SedScript.all([silenced, added]).command(on: file.reachable)]
  }

  private func tellUnreachable(
    _ upstream: UpstreamTarget, _ address: String, _ reason: String, commands: [String]? = nil
  ) {
    let listens = teller.scene.applications.flatMap(\.listeners).map {
      $0.isUnix
        ? "unix:\($0.address)" : $0.address.contains(":") ? "[\($0.address)]:\($0.port)" : "\($0.address):\($0.port)"
    }
    teller.record(
      HTTPUpstreamUnreachable(
        address: address, closed: commands != nil, commands: commands ?? redirecting(address, listens),
        file: upstream.position.file, line: upstream.position.line, listens: listens, reason: reason),
      "nginx hands the request to \(address) (\(upstream.position)), which cannot be reached: \(reason)"
        + (listens.isEmpty
          ? "; no application server listens" : "; the application listens on \(listens.joined(separator: ", "))"))
  }

  /// Commands that put the one address that the application listens on in the place of the one that nobody answers at.
  private func redirecting(_ address: String, _ listens: [String]) -> [String] {
    guard listens.count == 1, let own = listens.first else { return [] }
    let listen = own.hasPrefix("0.0.0.0:") ? "127.0.0.1" + own.dropFirst(7) : own
    let files = teller.instance.configuration.files.filter { file in
      teller.scene.machine.text(Place(FilePath(file), in: teller.instance.view))?.contains(address) == true
    }
    // The address, and none that it is a part of: 127.0.0.1:80 stands in 127.0.0.1:8000 as well.
    let script = SedScript.substitute(
      #"\(^\|[^[:alnum:].]\)\#(address)\($\|[^[:alnum:].]\)"#, by: #"\1\#(listen)\2"#, everywhere: true)
    return teller.commands(files.map { script.command(on: FilePath($0)) })
  }

  /// Tells where the application's X-Accel-Redirect leads; false where nginx does not follow it.
  private func tellAccel(_ value: String) -> Bool {
    if let ignoring = teller.settings?.directives("proxy_ignore_headers").last(where: { directive in
      directive.arguments.contains { $0.lowercased() == "x-accel-redirect" }
    }) {
      tellIgnored(value, ignoring)
      return false
    }
    let answer = Resolver(teller.instance.configuration).resolveInternal(
      value, after: teller.resolved.request, in: teller.resolved.tree)
    let position = answer.location?.position ?? answer.server?.position
    teller.record(
      ResolveAccel(
        file: position?.file, line: position?.line, location: answer.location?.pattern, path: answer.file,
        status: answer.status, value: value),
      "X-Accel-Redirect: \(value) leads to \(answer.location.map { "location \($0.pattern)" } ?? "no location")"
        + (answer.file.map { " and \($0)" } ?? "") + ": \(answer.status.map(String.init) ?? "?")")
    if let status = answer.status, status >= 400 { mendAccel(value, answer) }
    return true
  }

  /// The change of the internal location after which it leads to the file.
  private func mendAccel(_ value: String, _ answer: Answer) {
    let repairs = Repairs.find(
      for: teller.resolved.request, answer: answer, in: teller.resolved.tree,
      resolver: Resolver(teller.instance.configuration), accelRedirect: value)
    let kinds: [Repair.Kind] = [.aliasSlash, .doubledPrefix, .rootToAlias, .aliasToRoot]
    guard let repair = kinds.lazy.compactMap({ kind in repairs.first { $0.kind == kind } }).first else { return }
    RepairTeller(teller: teller).tell(repair)
  }

  private func tellIgnored(_ value: String, _ directive: Directive) {
    let kept = directive.arguments.filter { $0.lowercased() != "x-accel-redirect" }
    let configuration = teller.instance.configuration
    let edit =
      kept.isEmpty
      ? Edit(.remove, of: directive, in: configuration) : Edit.arguments(kept, of: directive, in: configuration)
    teller.record(
      ResolveAccelIgnored(
        commands: teller.commands(edit.commands()), directive: directive.text, file: directive.position.file,
        line: directive.position.line, value: value),
      "The application answers with X-Accel-Redirect: \(value), which \(directive.text) (\(directive.position)) keeps nginx from following"
    )
  }

  /// Whether the application knows the path with the location's prefix kept or dropped.
  private func tellOtherPath(_ upstream: UpstreamTarget, _ address: String) async {
    guard let sent = upstream.uri, let pattern = teller.answer.location?.pattern, pattern != "/",
      let uri = teller.answer.uri
    else { return }
    var others = [uri]
    if uri.hasPrefix(pattern) { others.append("/" + uri.dropFirst(pattern.count).drop { $0 == "/" }) }
    for other in others where other != sent {
      let direct = await DirectExchange.ask(
        address: address, isTLS: upstream.isTLS, uri: other, host: one.address.host, scene: teller.scene)
      guard let status = direct.status, status < 400 else { continue }
      let repair = Repairs.find(
        for: teller.resolved.request, answer: teller.answer, in: teller.resolved.tree,
        resolver: Resolver(teller.instance.configuration), upstreamURI: other
      ).first
      let directive = teller.directive(at: upstream.position, named: "proxy_pass")?.text ?? "proxy_pass"
      let change = teller.change(repair, at: upstream.position)
      return teller.record(
        ResolveUpstreamPath(
          better: other, betterStatus: status, commands: change.commands, directive: directive,
          file: upstream.position.file, line: upstream.position.line, patch: change.patch, sent: sent, sentStatus: 404),
        "\(directive) (\(upstream.position)) asks the application for \(sent) and gets 404; for \(other) it answers \(status)"
      )
    }
  }
}
