const pending = new Set<() => void>();

/** Calls `last` when the process exits, unless the returned function is called before. One listener for all. */
export function atExit(last: () => void): () => void {
  if (pending.size === 0) process.once("exit", runAll);
  pending.add(last);
  return () => {
    pending.delete(last);
    if (pending.size === 0) process.removeListener("exit", runAll);
  };
}

function runAll(): void {
  for (const last of pending) {
    try {
      last();
      // blog-ignore-next-line err/swallowed-catch -- the process ends, and the others have their turn
    } catch {
      // The process is ending; the others have their turn.
    }
  }
  pending.clear();
}
