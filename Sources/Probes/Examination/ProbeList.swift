public import Diagnostics

/// All probes, in the stages in which they run: those of one stage side by side.
public enum ProbeList {
  /// A stage looks at what the ones before it saw: the logs at the requests just made, the configuration at the live answers.
  static let stages: [[any Probe]] = [
    [
      NginxProcessProbe(), NginxConfigProbe(), EnvironmentProbe(), ComposeProbe(), ContainersProbe(), DiskProbe(),
      MountsProbe(), HTTPProbe(),
    ],
    [PageProbe()],
    [NginxLogProbe(), CacheProbe(), InstancesProbe(), CORSProbe(), UploadProbe(), S3Probe()],
    [
      NginxResolveProbe(), PathProbe(), TreeProbe(), ManifestProbe(), RootsProbe(), WriteReadProbe(), ReferencesProbe(),
    ],
    [ProcessProbe(), DeployProbe()],
    [WriteTestProbe()],
  ]

  /// Every probe.
  public static var all: [any Probe] { stages.flatMap { $0 } }

  /// All facts that any of them can see.
  public static var vocabulary: Vocabulary { Vocabulary(all.flatMap { type(of: $0).facts }) }
}
