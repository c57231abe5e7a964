public import Diagnostics
public import Linux
import SystemPackage

extension RefusedFile {
  /// A file that a scan found refused, below a directory that closes it or by itself.
  public init(_ file: ScannedFile, closed: ClosedDirectory?, of scan: TreeScan) {
    self.init(
      path: ToldPath(file.place.path), mode: file.status.octal, uid: Int(file.status.uid), gid: Int(file.status.gid),
      reason: scan.reason(of: file, closed: closed))
  }
}

extension ScannedTree.Sample {
  init(_ sample: DenialCollector.Sample, of scan: TreeScan, named accounts: Accounts) {
    let status = sample.file.status
    let (folder, path) = (scan.root.path, sample.file.place.path)
    let below = FilePath(root: nil, path.components.dropFirst(folder.components.count))
    self.init(
      file: RefusedFile(sample.file, closed: sample.closed, of: scan),
      name: path.starts(with: folder) ? below.shown : path.shown, owner: FileOwner(status, named: accounts),
      size: status.size, modified: status.modified)
  }
}
