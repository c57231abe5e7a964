/// The one style sheet of the HTML report.
enum HTMLStyle {
  /// The colours of a light page, which paper takes too.
  private static let day = """
    --page: #fff; --text: #1c2126; --soft: #57606a; --line: #d0d7de; --panel: #f4f6f8;
      --bad: #a40e26; --doubtful: #7d4e00; --hint: #0b5394; --good: #116329;
      --dns: #6e5494; --connect: #0b5394; --tls: #0f766e; --wait: #b45309; --body: #57606a;
    """

  static let text = """
    :root { \(day) }
    @media screen and (prefers-color-scheme: dark) { :root { --page: #14181c; --text: #e6e9ec; --soft: #a9b2bb;
      --line: #3a424b; --panel: #1d2329; --bad: #ff9a94; --doubtful: #f0b95c; --hint: #8ec5ff; --good: #7ee0a0;
      --dns: #c4a7f0; --connect: #8ec5ff; --tls: #5fd3c7; --wait: #f0b95c; --body: #a9b2bb; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem; max-width: 64rem; background: var(--page); color: var(--text);
      font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    code, pre, td, .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .875em; }
    pre code { font-size: 1em; }
    h1 { font-size: 1.5rem; line-height: 1.3; margin: .25rem 0; }
    h2 { font-size: 1.15rem; line-height: 1.4; margin: 0 0 .5rem; }
    h3 { font-size: 1rem; margin: .75rem 0 .25rem; }
    p { margin: .25rem 0; }
    ul { margin: .25rem 0; padding-left: 1.25rem; } .places { font-family: ui-monospace, "DejaVu Sans Mono", monospace;
      font-size: .875em; }
    a { color: var(--hint); }
    header { border-left: .5rem solid var(--tone); padding: .25rem 1rem; margin-bottom: 1rem; }
    header p, footer, dt, figcaption { color: var(--soft); }
    header .culprit { color: var(--text); font-size: 1.15rem; margin-bottom: .5rem; }
    .brand { margin: 0; letter-spacing: .04em; }
    .bad { --tone: var(--bad); } .doubtful { --tone: var(--doubtful); }
    .hint { --tone: var(--hint); } .good { --tone: var(--good); }
    .badge { background: var(--tone); color: var(--page); border-radius: .25rem; padding: .05em .45em .1em;
      font-size: .85em; font-weight: 700; white-space: nowrap; }
    section, details { margin: 1rem 0; }
    .cause { border: 1px solid var(--line); border-left: .25rem solid var(--tone); border-radius: .375rem;
      padding: .75rem 1rem; }
    dl { margin: 0; display: grid; gap: .125rem 1.5rem; }
    dl div { display: grid; grid-template-columns: 7rem 1fr; gap: .5rem; } dd { margin: 0; }
    .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0 1.5rem; }
    .for, .against { list-style: none; padding: 0; }
    .for li, .against li { padding-left: 1.5em; position: relative; }
    .for li::before { content: "+"; color: var(--good); } .against li::before { content: "\\2212"; color: var(--bad); }
    .for li::before, .against li::before { position: absolute; left: 0; font-weight: 700; }
    .fix { background: var(--panel); border-radius: .375rem; padding: .25rem .75rem .5rem; margin: .75rem 0; }
    .risk { font-weight: 400; white-space: nowrap; color: var(--soft); }
    .risk.medium { color: var(--doubtful); } .risk.high { color: var(--bad); font-weight: 700; }
    pre { margin: .5rem 0; padding: .5rem .75rem; white-space: pre-wrap; background: var(--page);
      border: 1px solid var(--line); border-radius: .25rem; }
    summary { cursor: pointer; } summary h2 { display: inline; }
    :focus-visible { outline: 2px solid var(--hint); outline-offset: 2px; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line);
      min-width: 4.5rem; overflow-wrap: break-word; }
    th { color: var(--soft); font-weight: 600; font-size: .875em; }
    figure { margin: 1rem 0; } svg { display: block; width: 100%; height: auto; overflow: visible; }
    figcaption { margin-top: .25rem; } figcaption.mark { color: var(--bad); font-weight: 700; }
    svg.stairs { max-width: 36rem; } svg.tall { display: none; max-width: 24rem; }
    svg text { fill: var(--text); font: 13px system-ui, sans-serif; }
    svg .soft { fill: var(--soft); font-size: 12px; } svg .strong { font-weight: 700; }
    svg .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 12px; white-space: pre; }
    svg .mark { fill: var(--bad); font-weight: 700; }
    .box { fill: var(--panel); stroke: var(--soft); stroke-width: 1.5; } .link { stroke: var(--soft); stroke-width: 2; }
    .broken { stroke: var(--bad); stroke-width: 3; } line.broken { stroke-dasharray: 6 4; }
    .head { fill: var(--soft); } .cross { stroke: var(--bad); stroke-width: 4; stroke-linecap: round; }
    .ok { fill: var(--good); } .no { fill: var(--bad); } .unknown { fill: var(--soft); }
    svg .sign { fill: var(--page); font-weight: 700; text-anchor: middle; }
    .dns { fill: var(--dns); background: var(--dns); } .connect { fill: var(--connect); background: var(--connect); }
    .tls { fill: var(--tls); background: var(--tls); } .wait { fill: var(--wait); background: var(--wait); }
    .body { fill: var(--body); background: var(--body); }
    .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; color: var(--soft); }
    .legend i { display: inline-block; width: .8em; height: .8em; margin-right: .35em; border-radius: 2px; }
    @media (max-width: 40rem) { h1 { font-size: 1.25rem; } header .culprit { font-size: 1rem; }
      svg.wide { display: none; } svg.tall { display: block; } dl div { grid-template-columns: 1fr; gap: 0; }
      dl { gap: .375rem; } .cause { padding: .75rem .625rem; } }
    @media print { body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; }
      svg.wide { display: block; } svg.tall { display: none; }
      details::details-content { content-visibility: visible; display: block; height: auto; }
      .scroll { overflow: visible; } table { table-layout: fixed; font-size: 8pt; } th, td { min-width: 0;
      overflow-wrap: anywhere; padding: .125rem .25rem; }
      .fix, figure, tr, li, dl { break-inside: avoid; } h2, h3 { break-after: avoid; } }
    """
}
