import ignore from "ignore";

/**
 * A glob from the folder of the configuration, as one from a folder below it, where the run starts:
 *
 *   packages/* /src/**   from packages/api   →   src/**      (without the blank)
 *   *.agent.ts           from packages/api   →   *.agent.ts
 *   apps/web/**          from packages/api   →   undefined: it matches nothing there
 */
export function rebase(glob: string, below: string): string | undefined {
  const segments = glob.replace(/^\.?\//, "").split("/");
  const anchored = glob.startsWith("/") || segments.slice(0, -1).some((segment) => segment !== "");
  if (!anchored || below === "") return glob;
  for (const [n, folder] of below.split("/").entries()) {
    const segment = segments[n];
    if (segment === undefined || segment === "") return "**";
    if (segment === "**") return segments.slice(n).join("/");
    if (!ignore().add(segment).ignores(folder)) return undefined;
  }
  const rest = segments.slice(below.split("/").length).join("/");
  return rest === "" ? "**" : `/${rest}`;
}
