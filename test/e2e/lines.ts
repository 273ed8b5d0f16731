/** A line that the runtime wrote. */
export type Line = {
  readonly level: number;
  readonly msg: string;
  readonly category: string;
  readonly component: string;
  readonly err?: { readonly message: string; readonly stack?: string };
  readonly spanName?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly parentSpanId?: string;
};

/** The lines of the runtime among everything that a program wrote to stderr. */
export function structured(stderr: string): readonly Line[] {
  return stderr.split("\n").flatMap((text) => {
    if (!text.startsWith("{")) return [];
    try {
      const line = JSON.parse(text) as Partial<Line>;
      return line.category && line.component ? [line as Line] : [];
    } catch {
      return [];
    }
  });
}

/** Names of a span and of those around it, the innermost first. */
export function ancestry(line: Line, lines: readonly Line[]): readonly string[] {
  const spans = new Map(
    lines.filter((l) => l.spanName && l.span_id).map((l) => [`${l.trace_id}/${l.span_id}`, l]),
  );
  const names: string[] = [];
  for (let at: Line | undefined = line; at?.spanName && names.length < 50; ) {
    names.push(at.spanName);
    at = at.parentSpanId ? spans.get(`${at.trace_id}/${at.parentSpanId}`) : undefined;
  }
  return names;
}
