public import Linux
public import SystemPackage

/// A file of `NAME=value` lines.
public struct EnvironmentFile: Sendable {
  public let place: Place
  public let settings: [Setting]
  /// Who reads it.
  var layer = SettingLayers.Layer.envFile

  public var path: FilePath { place.path }

  /// Reads the dialects of dotenv libraries, systemd.exec(5) and compose: `export`, quotes over several lines, comments,
  /// `${NAME}` of earlier lines with compose's defaults.
  public init(_ place: Place, text: String) {
    self.place = place
    var reader = Reader(place: place)
    reader.read(text)
    settings = reader.settings
  }

  public init(path: FilePath, text: String) {
    self.init(Place(path), text: text)
  }

  /// The file as a machine has it; nil where it is no text or may not be read.
  static func read(_ place: Place, on machine: any Machine, redactor: Redactor) -> EnvironmentFile? {
    guard let bytes = machine.bytes(of: place, limit: 1 << 18), !bytes.contains(0) else {
      return nil
    }
    let file = EnvironmentFile(place, text: String(decoding: bytes, as: UTF8.self))
    for setting in file.settings { redactor.learn(setting.value, from: setting.name) }
    return file
  }

  private struct Reader {
    let place: Place
    var settings: [Setting] = []
    var values: [String: String] = [:]

    mutating func read(_ text: String) {
      var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
      var number = 0
      while var line = lines.popFirst() {
        number += 1
        let first = number
        line = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{feff}" }
        if line.hasPrefix("export ") { line = line.dropFirst(7).drop { $0 == " " } }
        guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
        let name = line[..<equals].trimmed
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) else { continue }
        var value = String(line[line.index(after: equals)...])
        while Self.isOpen(value), number - first < 200, let next = lines.popFirst() {
          number += 1
          value += "\n" + next
        }
        let found = self.value(value[...])
        values[String(name)] = found
        settings.append(Setting(name: String(name), value: found, file: place, line: first))
      }
    }

    /// Whether a quote that begins a value is not closed yet.
    private static func isOpen(_ value: String) -> Bool {
      let text = value.drop { $0 == " " || $0 == "\t" }
      guard let quote = text.first, quote == "'" || quote == "\"" else { return false }
      var isEscaped = false
      for character in text.dropFirst() {
        if character == quote, !isEscaped { return false }
        isEscaped = character == "\\" && !isEscaped && quote == "\""
      }
      return true
    }

    private func value(_ text: Substring) -> String {
      let text = text.drop { $0 == " " || $0 == "\t" }
      guard let quote = text.first, quote == "'" || quote == "\"" else {
        var value = text
        if value.hasPrefix("#") { value = "" }
        if let hash = value.firstRange(of: " #") ?? value.firstRange(of: "\t#") { value = value[..<hash.lowerBound] }
        return Interpolation.expand(String(value.trimmed), with: values)
      }
      if quote == "'" { return String(text.dropFirst().prefix { $0 != "'" }) }
      var inner = ""
      var isEscaped = false
      for character in text.dropFirst() {
        if isEscaped {
          inner += ["n": "\n", "t": "\t", "\"": "\"", "\\": "\\", "$": "$$"][character] ?? "\\\(character)"
        } else if character == "\"" {
          break
        } else if character != "\\" {
          inner.append(character)
        }
        isEscaped = character == "\\" && !isEscaped
      }
      return Interpolation.expand(inner, with: values)
    }
  }
}

extension Substring {
  /// Without spaces and tabs at its ends.
  var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return text
  }
}
