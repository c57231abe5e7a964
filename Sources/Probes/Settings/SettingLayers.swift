/// The places that may set an application's variables, and the one rule that says which of them wins.
///
/// What the running process has wins; else what its starter would give it, in the starter's own order; else the env
/// files that it reads by itself, which replace no variable that is set. What the code makes of these stands above them.
struct SettingLayers: Sendable {
  /// Who sets a variable, the strongest first.
  enum Layer: Int, CaseIterable, Sendable {
    /// An option of the command line.
    case option
    /// The code, evaluated with the layers below: its literals and its defaults.
    case code
    /// `env[NAME]` of a pool, over the environment of php-fpm itself: php.net/manual/en/install.fpm.configuration.php.
    case pool
    /// The environment of the running process.
    case process
    /// An env file that the user names.
    case namedFile
    /// `EnvironmentFile=` of a unit, which is read after `Environment=`: systemd.exec(5).
    case unitFile
    /// `Environment=` of a unit and its drop-ins.
    case unit
    /// `environment` of a compose service, over its `env_file`: docs.docker.com/compose/how-tos/environment-variables.
    case compose
    /// `env_file` of a compose service.
    case composeFile
    /// `env` of a pod's container behind its `envFrom`: kubernetes.io, Define Environment Variables for a Container.
    case pod
    /// An env file beside the code, which dotenv libraries read.
    case envFile
    /// The environment of servedoctor itself.
    case examiner
  }

  /// A setting and the layer that says it.
  struct Winner: Sendable, Hashable {
    let setting: Setting
    let layer: Layer
  }

  /// The layers whose lines a next start would read again.
  static let files: Set<Layer> = [.namedFile, .unitFile, .composeFile, .envFile]

  /// The layers that a starter reads: a process that runs has taken from them what it was given.
  private static let starter: Set<Layer> = [.namedFile, .unitFile, .unit, .compose, .composeFile, .pod, .envFile]

  /// The settings of each layer, the one that wins in it last; `.process` is absent where it cannot be read.
  private var settings: [Layer: [Setting]]
  /// Whether a process whose environment is known reads env files by itself.
  let isReadingFiles: Bool

  init(_ settings: [Layer: [Setting]], isReadingFiles: Bool = false) {
    self.settings = settings
    self.isReadingFiles = isReadingFiles
  }

  /// The same with a further layer.
  func adding(_ further: [Setting], as layer: Layer) -> SettingLayers {
    var layers = self
    layers.settings[layer, default: []] += further
    return layers
  }

  /// The setting that holds for the first of the names that the strongest layer has; an empty value sets nothing.
  ///
  /// A value that the code only hands on is said by the variable that it comes from.
  func winner(of names: [String], among layers: Set<Layer> = Set(Layer.allCases)) -> Winner? {
    let effective = layers.filter(isEffective)
    guard let first = strongest(names, effective) else { return nil }
    guard first.layer == .code, let given = strongest(names, effective.subtracting([.code])),
      given.setting.value == first.setting.value
    else { return first }
    return given
  }

  /// The line that a next start would read for the first of the names, whether or not the running process has it.
  func written(_ names: [String], in layers: Set<Layer> = Self.files) -> Setting? {
    strongest(names, layers)?.setting
  }

  /// The line of an env file that says a setting with the value that it has.
  func line(of setting: Setting) -> Setting? {
    lines.last { $0.name == setting.name && $0.value == setting.value }
  }

  /// A variable as the program would read it, an empty one too; with or without the env files that it loads.
  func variable(_ name: String, isLoadingFiles: Bool) -> Setting? {
    let isKnown = settings[.process] != nil
    let layers = Layer.allCases.filter { layer in
      switch layer {
      case .option, .code, .examiner: false
      case .pool, .process: true
      case .envFile: isLoadingFiles
      case .namedFile, .unitFile, .composeFile: isLoadingFiles || !isKnown
      case .unit, .compose, .pod: !isKnown
      }
    }
    return layers.lazy.compactMap { layer in settings[layer]?.last { $0.name == name } }.first
  }

  /// What else is said of a setting, with another value, by anything but the running process; the strongest first.
  func overruled(by setting: Setting) -> [Setting] {
    Layer.allCases.filter { $0 != .process }.flatMap { settings[$0] ?? [] }
      .filter { $0.name == setting.name && $0 != setting && $0.value != setting.value }
  }

  /// Every variable with what holds for it, an empty one too.
  var all: [String: Setting] {
    Layer.allCases.reversed().filter(isEffective).flatMap { settings[$0] ?? [] }.reduce(into: [:]) { $0[$1.name] = $1 }
  }

  /// The names of the variables of the process and of all env files.
  var variableNames: Set<String> { Set(((settings[.process] ?? []) + lines).map(\.name)) }

  /// The lines of all env files, the one that wins last.
  private var lines: [Setting] {
    Layer.allCases.reversed().filter(Self.files.contains).flatMap { settings[$0] ?? [] }
  }

  /// Whether a layer reaches the program: what a starter would give is past where the process's own environment is known.
  private func isEffective(_ layer: Layer) -> Bool {
    guard settings[.process] != nil, Self.starter.contains(layer) else { return true }
    return isReadingFiles && Self.files.contains(layer)
  }

  private func strongest(_ names: [String], _ layers: Set<Layer>) -> Winner? {
    for layer in Layer.allCases where layers.contains(layer) {
      guard let own = settings[layer] else { continue }
      for name in names {
        if let found = own.last(where: { ($0.meaning ?? $0.name) == name && !$0.value.isEmpty }) {
          return Winner(setting: found, layer: layer)
        }
      }
    }
    return nil
  }
}
