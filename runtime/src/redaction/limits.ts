/** What bounds the copy of one value. What is cut is marked `[cut: …]` where it was. */
export const LIMITS = {
  /** Nested containers. */
  depth: 16,
  /** Entries of one object, array, map or set. */
  entries: 1_000,
  /** Containers and errors in one value altogether. */
  nodes: 10_000,
  /** UTF-16 units of one text. */
  text: 131_072,
  /** How far behind the cut of a text is looked for what the cut goes through. UTF-16 units. */
  overlap: 4_096,
  /** Containers below an error's own properties: an HTTP client hangs its whole socket there. */
  errorDepth: 3,
} as const;
