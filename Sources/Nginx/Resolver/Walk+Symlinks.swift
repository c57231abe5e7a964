extension Walk {
  /// Opens a path component by component, as nginx does under `disable_symlinks` even for mere tests of existence.
  mutating func openWithoutLinks(_ path: [UInt8], _ directive: Directive) -> LookResult {
    if let refusal = symlinkRefusal(path, directive) { return .failed(refusal) }
    if path.last == UInt8(ascii: "/"), case .failed(let number) = ask(path + [UInt8(ascii: ".")], .status) {
      return .failed(number)
    }
    return ask(path, .open)
  }

  /// The error `disable_symlinks` makes out of a path, nil where it has nothing against it.
  private mutating func symlinkRefusal(_ path: [UInt8], _ directive: Directive) -> Int32? {
    let mode = directive.arguments.first
    var exempt: [UInt8] = []
    for option in directive.arguments where option.hasPrefix("from=") {
      exempt = evaluate(String(option.dropFirst(5)), for: directive)
    }
    let checksOwner = mode == "if_not_owner"
    guard let (component, errno) = firstForbiddenLink(path, exempt: exempt, checksOwner: checksOwner) else {
      return nil
    }
    answer.deniedID = directive.id
    answer.deniedBy = Denial(kind: .disableSymlinks, directive: "disable_symlinks", position: directive.position)
    note("\(ByteText.string(component)) is a link and disable_symlinks forbids it", directive)
    return errno
  }

  private func firstForbiddenLink(
    _ path: [UInt8], exempt: [UInt8], checksOwner: Bool
  ) -> (component: [UInt8], errno: Int32)? {
    var start = 1
    if !exempt.isEmpty, path.starts(with: exempt) {
      if exempt.last == UInt8(ascii: "/") {
        start = exempt.count
      } else if path.count > exempt.count, path[exempt.count] == UInt8(ascii: "/") {
        start = exempt.count + 1
      } else if path.count == exempt.count {
        return nil
      }
    }
    var end = start
    while start <= path.count {
      end = path[min(start, path.count)...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
      let component = Array(path[..<end])
      let isLast = end == path.count
      if end > start, case .success(let link) = tree.link(component), link.kind == .link {
        if !checksOwner { return (component, isLast ? ErrorNumber.loop : ErrorNumber.notDirectory) }
        if case .success(let target) = tree.status(component) {
          // A directory is opened as such before the owners are compared.
          if !isLast, target.kind != .directory { return nil }
          if target.owner != link.owner { return (component, ErrorNumber.loop) }
        }
      }
      if isLast { return nil }
      start = end + 1
    }
    return nil
  }
}
