import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Asks the application server behind nginx directly.
struct UpstreamLook {
  let caseLook: ResolvedCaseLook

  private var examined: Case { caseLook.examined }

  /// Tells what the application answers, and returns whether it named a file for nginx to send.
  func record() async -> Bool {
    guard let upstream = caseLook.answer.upstream, examined.origin != .upload, let address = upstream.addresses.first
    else {
      return false
    }
    let uri = upstream.uri ?? "/"
    if let closed = closedSocket(address) {
      recordUnreachable(upstream, address, closed.reason, commands: closed.commands)
      return false
    }
    guard let request = UpstreamRequest(caseLook) else {
      // Who speaks FastCGI, uwsgi or gRPC waits for the rest of an HTTP request: only that it takes the connection is seen.
      let touched = await DirectExchange.touch(address, scene: caseLook.scene)
      if !touched.isConnected { recordUnreachable(upstream, address, touched.reason) }
      return false
    }
    let direct = await direct(request)
    guard let status = direct.status else {
      recordUnreachable(upstream, address, direct.reason)
      return false
    }
    caseLook.record(
      HTTPUpstreamStatus(accel: direct.accel, address: address, code: status, kept: keepsRefusal(status)),
      "Asked directly, \(address) answers \(status) for \(uri)"
        + (direct.accel.map { " with X-Accel-Redirect: \($0)" } ?? ""))
    if status >= 400 { recordMasked(status, address) }
    let isFollowed = direct.accel.map(recordAccel) ?? false
    if status == 404, caseLook.liveStatus == 404 { await recordOtherPath(upstream, address) }
    return isFollowed
  }

  /// The answer of an earlier look, else of a request now, as nginx would send it.
  private func direct(_ request: UpstreamRequest) async -> DirectExchange {
    if let known = caseLook.scene.upstreamExchange(examined) { return DirectExchange(known) }
    return DirectExchange(await request.send(Requester(scene: caseLook.scene)))
  }

  /// Why nginx's worker may not use a unix socket that is there, and what opens it; nil where it may.
  private func closedSocket(_ address: String) -> (reason: String, commands: [String])? {
    guard address.hasPrefix("unix:"), [502, 503].contains(caseLook.liveStatus ?? 0) else { return nil }
    let place = Place(FilePath(String(address.dropFirst(5).prefix { $0 != ":" })), in: caseLook.instance.view)
    let worker = caseLook.instance.worker
    let walk = caseLook.scene.walk(place, as: worker, for: .write)
    guard let denied = walk.denied, let status = denied.status else { return nil }
    let shown = denied.place.path.shown
    let reason = "\(worker.shown) may not use \(shown) (\(status.octal), \(status.uid):\(status.gid))"
    guard denied.place == place, let group = worker.gid as Optional else { return (reason, []) }
    let path = place.reachable.shellQuoted
    return (reason, poolCommands(address, group) + ["chgrp \(group) \(path) && chmod g+rw \(path)"])
  }

  /// The pool of php-fpm told to make its socket for nginx's group at every start.
  private func poolCommands(_ address: String, _ group: UInt32) -> [String] {
    guard let application = caseLook.scene.application(at: address), application.program == "php-fpm",
      let user = application.code.first(where: { $0.name == "user" }), let file = user.file, let line = user.line
    else { return [] }
    let name = Accounts(caseLook.scene.machine, in: file.view).name(ofGroup: group) ?? "\(group)"
    let silenced = SedScript.substitute("^", by: ";", on: .matching(#"^listen\.\(group\|mode\) *="#))
    let added = SedScript.append(
      ["listen.group = \(name)", "listen.mode = 0660"].map { Array($0.utf8) }, after: .number(line))
    return [SedScript.all([silenced, added]).command(on: file.reachable)]
  }

  private func recordUnreachable(
    _ upstream: UpstreamTarget, _ address: String, _ reason: String, commands: [String]? = nil
  ) {
    let listens = caseLook.scene.applications.flatMap(\.listeners).map {
      $0.isUnix
        ? "unix:\($0.address)" : $0.address.contains(":") ? "[\($0.address)]:\($0.port)" : "\($0.address):\($0.port)"
    }
    caseLook.record(
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
    let files = caseLook.instance.configuration.files.filter { file in
      caseLook.scene.machine.text(Place(FilePath(file), in: caseLook.instance.view))?.contains(address) == true
    }
    // The address, and none that it is a part of: 127.0.0.1:80 stands in 127.0.0.1:8000 as well.
    let script = SedScript.substitute(
      #"\(^\|[^[:alnum:].]\)\#(address)\($\|[^[:alnum:].]\)"#, by: #"\1\#(listen)\2"#, everywhere: true)
    return caseLook.commands(files.map { script.command(on: FilePath($0)) })
  }

  /// Tells where the application's X-Accel-Redirect leads; false where nginx does not follow it.
  private func recordAccel(_ value: String) -> Bool {
    if let ignoring = caseLook.settings?.directives("proxy_ignore_headers").last(where: { directive in
      directive.arguments.contains { $0.lowercased() == "x-accel-redirect" }
    }) {
      recordIgnored(value, ignoring)
      return false
    }
    let answer = Resolver(caseLook.instance.configuration).resolveInternal(
      value, after: caseLook.resolved.request, in: caseLook.resolved.tree)
    let position = answer.location?.position ?? answer.server?.position
    caseLook.record(
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
      for: caseLook.resolved.request, answer: answer, in: caseLook.resolved.tree,
      resolver: Resolver(caseLook.instance.configuration), accelRedirect: value)
    let kinds: [Repair.Kind] = [.aliasSlash, .doubledPrefix, .rootToAlias, .aliasToRoot]
    guard let repair = kinds.lazy.compactMap({ kind in repairs.first { $0.kind == kind } }).first else { return }
    RepairLook(caseLook: caseLook).record(repair)
  }

  private func recordIgnored(_ value: String, _ directive: Directive) {
    let kept = directive.arguments.filter { $0.lowercased() != "x-accel-redirect" }
    let configuration = caseLook.instance.configuration
    let edit =
      kept.isEmpty
      ? Edit(.remove, of: directive, in: configuration) : Edit.arguments(kept, of: directive, in: configuration)
    caseLook.record(
      ResolveAccelIgnored(
        commands: caseLook.commands(edit.commands()), directive: directive.text, file: directive.position.file,
        line: directive.position.line, value: value),
      "The application answers with X-Accel-Redirect: \(value), which \(directive.text) (\(directive.position)) keeps nginx from following"
    )
  }

  /// Whether the application knows the path with the location's prefix kept or dropped.
  private func recordOtherPath(_ upstream: UpstreamTarget, _ address: String) async {
    guard let sent = upstream.uri, let pattern = caseLook.answer.location?.pattern, pattern != "/",
      let uri = caseLook.answer.uri
    else { return }
    var others = [uri]
    if uri.hasPrefix(pattern) { others.append("/" + uri.dropFirst(pattern.count).drop { $0 == "/" }) }
    for other in others where other != sent {
      let direct = await DirectExchange.ask(
        address: address, isTLS: upstream.isTLS, uri: other, host: examined.address.host, scene: caseLook.scene)
      guard let status = direct.status, status < 400 else { continue }
      let repair = Repairs.find(
        for: caseLook.resolved.request, answer: caseLook.answer, in: caseLook.resolved.tree,
        resolver: Resolver(caseLook.instance.configuration), upstreamURI: other
      ).first
      let directive = caseLook.directive(at: upstream.position, named: "proxy_pass")?.text ?? "proxy_pass"
      let change = caseLook.change(repair, at: upstream.position)
      return caseLook.record(
        ResolveUpstreamPath(
          better: other, betterStatus: status, commands: change.commands, directive: directive,
          file: upstream.position.file, line: upstream.position.line, patch: change.patch, sent: sent, sentStatus: 404),
        "\(directive) (\(upstream.position)) asks the application for \(sent) and gets 404; for \(other) it answers \(status)"
      )
    }
  }
}
