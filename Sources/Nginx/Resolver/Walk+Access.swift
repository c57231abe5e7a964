extension Walk {
  private enum Verdict {
    case pass, allow
    case refuse(Int)
  }

  /// The access phase (`ngx_http_core_access_phase`): rules, passwords, sub-requests.
  mutating func checkAccess() -> Phase {
    noteDecidingModules()
    let satisfiesAny = scope.single("satisfy")?.arguments.first == "any"
    var refusal: Int?
    for check in [checkRules, checkPassword, checkSubrequest] as [(inout Walk) -> Verdict] {
      switch check(&self) {
      case .pass: continue
      case .allow:
        if satisfiesAny {
          answer.deniedBy = nil
          answer.handler = .none
          return .tryFiles
        }
      case .refuse(let status):
        if !satisfiesAny || (status != 401 && status != 403) { return finish(status) }
        if refusal != 401 { refusal = status }
      }
    }
    if let refusal { return finish(refusal) }
    return .tryFiles
  }

  private mutating func deny(_ kind: Denial.Kind, _ directive: Directive) -> Denial {
    answer.deniedID = directive.id
    guard scope.kind == .limitExcept, scope.directive.block?.contains(where: { $0.id == directive.id }) == true else {
      return Denial(kind: kind, directive: directive.text, position: directive.position)
    }
    return Denial(
      kind: .limitExcept, directive: "\(scope.directive.words) { \(directive.text) }",
      position: scope.directive.position)
  }

  private var checkRules: (inout Walk) -> Verdict { { $0.applyRules() } }
  private var checkPassword: (inout Walk) -> Verdict { { $0.applyPassword() } }
  private var checkSubrequest: (inout Walk) -> Verdict { { $0.applySubrequest() } }

  private mutating func applyRules() -> Verdict {
    for rule in scope.effective("allow", "deny") {
      guard let text = rule.arguments.first, AccessRule(text).matches(client) else { continue }
      if rule.name == "allow" { return .allow }
      note("\(rule.words) forbids it to \(client)", rule)
      answer.deniedBy = deny(.deny, rule)
      answer.handler = .deny
      return .refuse(403)
    }
    return .pass
  }

  private mutating func applyPassword() -> Verdict {
    guard let directive = scope.single("auth_basic"), let realm = directive.arguments.first, realm != "off",
      let file = scope.single("auth_basic_user_file")
    else { return .pass }
    let shownRealm = evaluate(realm, for: directive)
    if shownRealm.elementsEqual("off".utf8) { return .pass }
    guard let credentials = request.header("Authorization"), Bytes.lowercased(credentials).hasPrefix("basic ") else {
      note("\(directive.name) wants a password", directive)
      answer.deniedBy = deny(.authBasic, directive)
      answer.handler = .auth
      extraHeaders = [Header("WWW-Authenticate", "Basic realm=\"\(ByteText.string(shownRealm))\"")]
      return .refuse(401)
    }
    return checkPasswordFile(file, directive)
  }

  private mutating func checkPasswordFile(_ file: Directive, _ directive: Directive) -> Verdict {
    let text = Paths.absolute(file.arguments.first ?? "", from: resolver.environment.confPrefix)
    let path = evaluate(text, for: file)
    answer.handler = .auth
    switch look(
      path, .open, directive: "auth_basic_user_file", at: file.position, checksLinks: false)
    {
    case .failed(let number):
      answer.deniedBy = deny(.authBasic, directive)
      note("the password file cannot be opened (\(ErrorNumber.describe(number)))", file)
      return .refuse(number == ErrorNumber.noEntry ? 403 : 500)
    case .found(let node) where node.kind == .directory:
      answer.deniedBy = deny(.authBasic, directive)
      return .refuse(500)
    case .found:
      answer.handler = .none
      // What the request is for is looked at next: the password file is no place in which nginx looks for that.
      answer.candidates.removeAll { $0.directive == "auth_basic_user_file" }
      if !request.isPasswordTaken {
        doubt("auth_basic_user_file", "passwords are not checked", at: file.position)
      }
      return .allow
    }
  }

  private mutating func applySubrequest() -> Verdict {
    guard let directive = scope.single("auth_request"), let target = directive.arguments.first, target != "off" else {
      return .pass
    }
    var inner = Walk(resolver: resolver, request: request, tree: tree)
    inner.share(variablesOf: self)
    let (path, query) = Walk.splitArguments(target.byteArray)
    let status = jumps < 100 ? inner.runSubrequest(path, query, from: self) : nil
    share(variablesOf: inner)
    guard let status else {
      doubt("auth_request", "another program's answer to \(target) decides", at: directive.position)
      return .allow
    }
    note("auth_request \(target) answers \(status)", directive)
    if (200..<300).contains(status) { return .allow }
    answer.deniedBy = deny(.authRequest, directive)
    answer.handler = .auth
    return .refuse(status == 401 || status == 403 ? status : 500)
  }

  /// The status of a sub-request made on the way of an outer one; nil where it is not certain.
  private mutating func runSubrequest(_ path: [UInt8], _ query: [UInt8], from outer: Walk) -> Int? {
    plan = outer.plan
    group = outer.group
    host = outer.host
    uri = path
    arguments = query
    unparsedURI = outer.unparsedURI
    method = "GET"
    client = outer.client
    isInternal = true
    validUnparsedURI = false
    jumps = outer.jumps + 100
    isSubrequest = true
    var phase = Phase.serverRewrite
    while phase != .done { phase = perform(phase) }
    return answer.isRouteCertain ? answer.status : nil
  }

  /// A request and its sub-requests have their variables in common.
  private mutating func share(variablesOf other: Walk) {
    variables = other.variables
    unknownVariables = other.unknownVariables
    namedCaptures = other.namedCaptures
    definedValues = other.definedValues
    assumptions = other.assumptions
    openChoices.merge(other.openChoices) { $0.union($1) }
  }
}
