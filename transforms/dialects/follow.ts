import { WHOLE } from "../modules/exports.ts";
import type { Loaded, Modules } from "../modules/modules.ts";
import { ts } from "../syntax/ts.ts";
import type { FollowImport, Known } from "./receivers/known.ts";
import type { Loggers } from "./recognise.ts";

/** What the imports of the file at a path are, as loggers. */
export type Follow = (from: string) => FollowImport;

/** Follows imports to where a logger is defined, by what `modules` finds there. Each answer is worked out once. */
export function createFollow<C extends Loaded>(
  modules: Modules<C>,
  loggersOf: (ctx: C) => Pick<Loggers, "valueOf">,
): Follow {
  const answers = new Map<string, Known | undefined>();
  const follow = (from: string, specifier: string, name: string): Known | undefined => {
    const key = [from, specifier, name].join("\0");
    if (!answers.has(key)) {
      // Modules that import each other end in "unknown".
      answers.set(key, undefined);
      answers.set(key, look(from, specifier, name));
    }
    return answers.get(key);
  };
  const look = (from: string, specifier: string, name: string): Known | undefined => {
    const found = modules.exported(from, specifier, name);
    if (!found) return undefined;
    if (!ts.isSourceFile(found.node)) return loggersOf(found.ctx).valueOf(found.node);
    const whole = follow(from, specifier, WHOLE);
    if (whole?.kind === "value" || whole?.kind === "method") return whole;
    return { kind: "namespace", member: (member) => follow(from, specifier, member) };
  };
  return (from) => (specifier, name) => follow(from, specifier, name);
}
