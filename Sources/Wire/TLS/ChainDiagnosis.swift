/// Says why a chain that verification rejected is not to be trusted.
struct ChainDiagnosis {
  let chain: [CertificateSummary]
  let trusted: [CertificateSummary]
  let now: Int

  /// Everything that is wrong with the chain: times first, then whom it leads to.
  func failures() -> [TLSFailure] {
    guard let leaf = chain.first else { return [] }
    let path = linked(from: leaf)
    guard let top = path.last else { return [] }
    let anchor = trusted.first { $0.encodedSubject == top.encodedIssuer }
    let dated = path + (anchor.map { [$0] } ?? [])
    return dated.compactMap(wrongTime) + issuerFailure(leaf: leaf, top: top, anchor: anchor)
  }

  /// The certificates that the server's own one leads to, each issued by the next, as far as they were sent.
  private func linked(from leaf: CertificateSummary) -> [CertificateSummary] {
    var path = [leaf]
    while let last = path.last, !last.isSelfIssued, path.count < chain.count,
      let issuer = chain.first(where: { $0.encodedSubject == last.encodedIssuer }), !path.contains(issuer)
    {
      path.append(issuer)
    }
    return path
  }

  private func wrongTime(_ certificate: CertificateSummary) -> TLSFailure? {
    if certificate.notAfter < now {
      return .expired(subject: certificate.subject, notAfter: certificate.notAfter)
    }
    if certificate.notBefore > now {
      return .notYetValid(subject: certificate.subject, notBefore: certificate.notBefore)
    }
    return nil
  }

  private func issuerFailure(
    leaf: CertificateSummary, top: CertificateSummary, anchor: CertificateSummary?
  ) -> [TLSFailure] {
    if anchor != nil { return [] }
    if leaf.isSelfIssued { return [.selfSigned] }
    if !top.isSelfIssued, let location = top.issuerLocation {
      return [.missingIntermediate(issuer: top.issuer, location: location)]
    }
    return [.unknownIssuer(top.issuer)]
  }
}
