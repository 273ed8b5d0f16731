/** `src/{a,b}.ts` → `src/a.ts`, `src/b.ts` */
export function alternatives(glob: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return [glob];
  const [whole, inner = ""] = braces;
  return inner.split(",").flatMap((choice) => alternatives(glob.replace(whole, () => choice)));
}
