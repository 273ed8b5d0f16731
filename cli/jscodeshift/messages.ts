/** What the door (`jscodeshift/door.js`) asks for a file. */
export type Request = {
  readonly kind: "migrate" | "log-calls" | "error-paths" | "spans" | "revert";
  /** As jscodeshift was given it; the test utilities may give none. */
  readonly path?: string | undefined;
  readonly text: string;
  readonly cwd: string;
  readonly options: Readonly<Record<string, unknown>>;
};

export type Answer = {
  /** The new text; none where nothing changes, as jscodeshift expects it. */
  readonly text?: string | undefined;
  /** Makes the file a failed one. */
  readonly error?: string | undefined;
  /** For `api.report`. */
  readonly messages: readonly string[];
  /** For `api.stats`. */
  readonly counts: readonly (readonly [name: string, count: number])[];
};
