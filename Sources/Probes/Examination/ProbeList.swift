public import Diagnostics
import Facts

/// All probes, in the stages in which they run: those of one stage side by side.
public enum ProbeList {
  /// A stage looks at what the ones before it were answered and saw: the pages at the answers, the logs at the requests just
  /// made, the configuration at both. What pages turn out to name is asked for in its own stage.
  static let stages: [[any Probe]] = [
    [
      NginxProcessProbe(), NginxConfigProbe(), EnvironmentProbe(), ComposeProbe(), ContainersProbe(), DiskProbe(),
      MountsProbe(), HTTPProbe(),
    ],
    [PageProbe()],
    [HTTPProbe()],
    [NginxLogProbe(), CacheProbe(), InstancesProbe(), CORSProbe(), UploadProbe(), S3Probe()],
    [
      NginxResolveProbe(), PathProbe(), TreeProbe(), ManifestProbe(), RootsProbe(), WriteReadProbe(), ReferencesProbe(),
    ],
    [ProcessProbe(), DeployProbe()],
    [WriteTestProbe()],
  ]

  /// Every probe, once.
  public static var all: [any Probe] { distinct(stages) }

  /// The probes of some stages, once each.
  static func distinct(_ stages: [[any Probe]]) -> [any Probe] {
    var seen: Set<String> = []
    return stages.flatMap { $0 }.filter { seen.insert(type(of: $0).id).inserted }
  }

  /// All facts that any of them can see.
  public static var vocabulary: Vocabulary { FactCatalogue.vocabulary }
}
