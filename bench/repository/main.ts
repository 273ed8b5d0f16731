/**
 * Tries the tool on any checkout and counts the exceptions to the seven invariants:
 *
 *     npm run bench:repository -- <checkout> [paths…] [--types "<command>"] [--test "<command>"] [--no-types]
 *
 * Works on a copy in a temporary folder, so the checkout is not touched. Exits with 1 when there is an exception.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { copyCheckout } from "./copy.ts";
import { examine, exceptionsOf } from "./examine.ts";
import { markdown, pretty } from "./show.ts";

const USAGE =
  'npm run bench:repository -- <checkout> [paths…] [--types "<command>"] [--test "<command>"] [--no-types] [--json|--markdown]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** A type check of the checkout's own, run before and after: `npx tsc --noEmit`. */
    types: { type: "string" },
    /** The checkout's own tests, run before and after. */
    test: { type: "string" },
    /** Without the tool's type gate. */
    "no-types": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
    /** Leaves the migrated, then reverted, copy where it is. */
    keep: { type: "boolean", default: false },
  },
});
const [checkout, ...paths] = positionals;
if (!checkout || !existsSync(checkout)) {
  console.error(`usage: ${USAGE}`);
  process.exit(2);
}

const copy = copyCheckout(resolve(checkout));
try {
  const result = examine(copy.folder, {
    paths,
    types: values.types,
    test: values.test,
    gate: !values["no-types"],
  });
  console.log(
    values.json ? JSON.stringify(result, undefined, 2) : values.markdown ? markdown(result) : pretty(result),
  );
  process.exitCode = exceptionsOf(result) > 0 ? 1 : 0;
} finally {
  if (values.keep) console.error(`kept: ${copy.folder}`);
  else copy.remove();
}
