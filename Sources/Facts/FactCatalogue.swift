public import Diagnostics

/// The facts that probes can see, as the files below `checks/facts` declare them; the build writes a type for each.
public enum FactCatalogue {
  /// All facts.
  public static let vocabulary = Vocabulary(all)

  /// The facts that a probe declares; `examination` declares those that any of them may record.
  public static func declared(by probe: String) -> [Fact] { all.filter { $0.probe == probe } }
}
