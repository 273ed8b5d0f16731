import type { Source } from "../../transforms/model.ts";

/** A source as `discover` would give it. */
export function source(text: string, path = "src/example.ts"): Source {
  return { path: `/project/${path}`, relativePath: path, text };
}
