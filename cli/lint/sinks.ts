/** What counts as logging an error, for `--print-sinks`. */
export async function sinksText(configured: readonly string[]): Promise<string> {
  const { DIALECTS } = await import("../../transforms/dialects/tables/index.ts");
  const { NAMED_SINKS } = await import("../../transforms/error-paths/calls.ts");
  const dialects = DIALECTS.map(({ name, packages, levels }) => {
    const from = packages.length > 0 ? ` (${packages.join(", ")})` : "";
    return `  ${name}${from}: ${Object.keys(levels).filter(Boolean).join(", ")}`;
  });
  const own = configured.length > 0 ? configured.map((sink) => `  ${sink}`) : ["  none"];
  return [
    "Loggers, by import, type or name:",
    ...dialects,
    "",
    "Functions and methods, by name:",
    ...NAMED_SINKS.map((sink) => `  ${sink}`),
    "",
    "Configured (lint.sinks):",
    ...own,
    "",
  ].join("\n");
}
