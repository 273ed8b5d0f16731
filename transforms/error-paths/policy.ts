/** What counts as handled where opinions differ. */
export type Policy = {
  /** `errors.inc()` and nothing else. */
  readonly metricOnly: Verdict;
  /** `res.status(500).json({ error })` and nothing else. */
  readonly clientOnly: Verdict;
  /** `return { isError: true, content: e.message }`: the model reads it. */
  readonly toolResult: Verdict;
  /** `onError?.(e)`, where the caller need not listen. */
  readonly optionalCallback: Verdict;
  /** A commented `catch` around closing, deleting, disposing, or in `finally`. */
  readonly commentedCleanup: Verdict;
  /** `try { …; return true } catch { return false }` */
  readonly booleanPredicate: Verdict;
  /** Further functions that log: `audit.record`, `reportToOps`. */
  readonly sinks: readonly string[];
};

export type Verdict = "handled" | "lost";

export const DEFAULT_POLICY: Policy = {
  metricOnly: "lost",
  clientOnly: "lost",
  toolResult: "handled",
  optionalCallback: "handled",
  commentedCleanup: "handled",
  booleanPredicate: "handled",
  sinks: [],
};
