extension JSONText {
  public mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { token("null") }
  }

  public mutating func member(_ name: String, _ value: Int?) {
    key(name)
    token(value.map(String.init) ?? "null")
  }

  public mutating func member(_ name: String, _ value: Bool?) {
    key(name)
    token(value.map { $0 ? "true" : "false" } ?? "null")
  }

  /// Writes a number without exponent, and without a fraction where it has none.
  public mutating func member(_ name: String, _ value: Double?) {
    key(name)
    token(value.map { Self.number($0, keepsFraction: false) } ?? "null")
  }

  public mutating func member(_ name: String, _ values: [String]) {
    key(name)
    array { for value in values { $0.string(value) } }
  }

  /// Writes a member whose value is an object.
  public mutating func member(_ name: String, _ layout: Layout = .inline, object body: (inout JSONText) -> Void) {
    key(name)
    object(layout, body)
  }

  /// Writes a member whose value is an array, an element for each of these.
  public mutating func member<Element>(
    _ name: String, each elements: [Element], _ layout: Layout = .lines, _ body: (inout JSONText, Element) -> Void
  ) {
    key(name)
    array(layout) { json in
      for element in elements { body(&json, element) }
    }
  }

  /// Writes a member of any kind; objects in alphabetical order.
  public mutating func member(_ name: String, value: Value) {
    key(name)
    self.value(value)
  }

  /// Writes a value of any kind; objects in alphabetical order.
  public mutating func value(_ value: Value) {
    switch value {
    case .null: token("null")
    case .bool(let flag): token(flag ? "true" : "false")
    case .int(let number): token(String(number))
    case .double(let number): token(Self.number(number, keepsFraction: true))
    case .string(let text): string(text)
    case .list(let elements):
      array { json in
        for element in elements { json.value(element) }
      }
    case .object(let members): self.members(members)
    }
  }

  /// Writes an object in alphabetical order.
  public mutating func members(_ members: [String: Value]) {
    object { json in
      for (name, value) in members.sorted(by: { $0.key < $1.key }) { json.member(name, value: value) }
    }
  }

  /// A number with the fewest digits that name it and without exponent; `null` for what is no number.
  ///
  /// - Parameter keepsFraction: whether 2 is written as `2.0`, so that it is read as a double again.
  public static func number(_ number: Double, keepsFraction: Bool) -> String {
    guard number.isFinite else { return "null" }
    let shortest = String(number)
    guard let e = shortest.utf8.firstIndex(of: UInt8(ascii: "e")) else {
      return !keepsFraction && shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
    }
    let exponent = Int(shortest[shortest.index(after: e)...]) ?? 0
    let sign = shortest.hasPrefix("-") ? "-" : ""
    let digits = shortest[..<e].filter(\.isNumber)
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let padded = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    let point = padded.index(padded.startIndex, offsetBy: exponent + 1)
    let fraction = padded[point...].isEmpty ? (keepsFraction ? "0" : "") : String(padded[point...])
    return sign + padded[..<point] + (fraction.isEmpty ? "" : "." + fraction)
  }
}
