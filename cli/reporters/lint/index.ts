import { lintBlob } from "../../shards/blob.ts";
import type { LintFormat } from "./formats.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { pretty } from "./pretty.ts";
import type { LintReporter } from "./result.ts";
import { sarif } from "./sarif.ts";

export { LINT_FORMATS, type LintFormat } from "./formats.ts";

export const LINT_REPORTERS = {
  pretty,
  json,
  sarif,
  github,
  gitlab,
  junit,
  blob: lintBlob,
} as const satisfies Record<LintFormat, LintReporter>;
