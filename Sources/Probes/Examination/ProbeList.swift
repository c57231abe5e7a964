public import Diagnostics

/// All probes, in the stages in which they run: those of one stage side by side.
public enum ProbeList {
  /// The second stage looks at what the live server answered to the first.
  static let stages: [[any Probe]] = [
    [NginxProcessProbe(), NginxConfigProbe(), EnvironmentProbe(), DiskProbe(), MountsProbe(), HTTPProbe()],
    [NginxResolveProbe(), PathProbe(), TreeProbe(), WriteReadProbe(), NginxLogProbe()],
  ]

  /// Every probe.
  public static var all: [any Probe] { stages.flatMap { $0 } }

  /// All facts that any of them can see.
  public static var vocabulary: Vocabulary { Vocabulary(all.flatMap { type(of: $0).facts }) }
}
