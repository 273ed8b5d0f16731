import { posix } from "node:path";
import type { Facts } from "./facts.ts";

/** What only all files together tell. */
export type Links = {
  /** Absolute paths of the modules that can reach themselves through imports. */
  readonly inCycle: ReadonlySet<string>;
};

export function link(all: readonly Facts[]): Links {
  const paths = new Set(all.map(({ path }) => path));
  const resolve = resolver(paths);
  const graph = new Map(
    all.map((f) => [f.path, f.imports.flatMap((specifier) => resolve(f.path, specifier) ?? [])]),
  );
  return { inCycle: cyclic(graph) };
}

/** Endings tried for a specifier: the source of a `.js` import may be a `.ts` file. */
const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"] as const;

type Resolve = (from: string, specifier: string) => string | undefined;

/**
 * Resolves relative specifiers, and aliases such as `@/llm/client` by their ending. To see a cycle that is none
 * costs nothing but the other form of the header, so no tsconfig is read.
 */
function resolver(paths: ReadonlySet<string>): Resolve {
  const bySuffix = new Map<string, string>();
  for (const path of paths) {
    const parts = path
      .replace(/\.[cm]?[jt]sx?$/, "")
      .replace(/\/index$/, "")
      .split("/");
    for (let n = 1; n <= Math.min(parts.length, 6); n++) bySuffix.set(parts.slice(-n).join("/"), path);
  }
  return (from, specifier) => {
    if (!specifier.startsWith(".")) {
      const alias = /^(?:[@~#][\w-]*|src)\/(.+?)(?:\.[cm]?[jt]sx?)?$/.exec(specifier)?.[1];
      return alias?.includes("/") ? bySuffix.get(alias) : undefined;
    }
    const target = posix.join(posix.dirname(from), specifier);
    const bare = target.replace(/\.[cm]?[jt]sx?$/, "");
    const candidates = [
      target,
      ...[bare, target, `${target}/index`].flatMap((t) => ENDINGS.map((e) => t + e)),
    ];
    return candidates.find((candidate) => paths.has(candidate));
  };
}

/** Members of strongly connected components of more than one module, and modules that import themselves (Tarjan, 1972). */
function cyclic(graph: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  for (const root of graph.keys()) {
    if (index.has(root)) continue;
    const work: { node: string; next: number }[] = [{ node: root, next: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1)!;
      const { node } = frame;
      if (frame.next === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node)!);
        stack.push(node);
        onStack.add(node);
      }
      const child = graph.get(node)?.[frame.next++];
      if (child !== undefined) {
        if (!index.has(child)) work.push({ node: child, next: 0 });
        else if (onStack.has(child)) low.set(node, Math.min(low.get(node)!, index.get(child)!));
        if (child === node) found.add(node);
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(node)!));
      if (low.get(node) !== index.get(node)) continue;
      const component = stack.splice(stack.indexOf(node));
      for (const member of component) {
        onStack.delete(member);
        if (component.length > 1) found.add(member);
      }
    }
  }
  return found;
}
