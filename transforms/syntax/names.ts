import type { Names } from "../model.ts";
import { LOCAL_NAMES } from "../target.ts";
import { findOurs } from "./ours.ts";
import type { ts } from "./ts.ts";

/** Local names for a file: those that an earlier run chose, else the first free ones (`backendLogger`, `backendLogger2`, …). */
export function chooseNames(ast: ts.SourceFile): Names {
  const ours = findOurs(ast);
  const taken = identifiers(ast);
  const free = (wanted: string): string => {
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
    return name;
  };
  return {
    logger: ours.logger ?? free(LOCAL_NAMES.logger),
    getLogger: ours.getLogger ?? free(LOCAL_NAMES.getLogger),
    category: ours.category ?? free(LOCAL_NAMES.category),
    error: ours.logger ? LOCAL_NAMES.error : free(LOCAL_NAMES.error),
  };
}

/** Every identifier text of the file; the parser collects them while it reads. */
export function identifiers(ast: ts.SourceFile): ReadonlySet<string> {
  const { identifiers: found } = ast as ts.SourceFile & { identifiers?: ReadonlyMap<string, string> };
  return new Set(found?.keys());
}
