import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "./errors.ts";

/** Before anything is done: can the report be put where it should go? */
export async function checkOutput(output: string | undefined, cwd: string): Promise<void> {
  if (output === undefined) return;
  // blog-ignore-next-line err/swallowed-rejection -- what cannot be asked for is not there, and the next lines say so
  const folder = await stat(dirname(resolve(cwd, output))).catch(() => undefined);
  // blog-ignore-next-line err/swallowed-rejection -- what cannot be asked for is not there, and the next lines say so
  const target = await stat(resolve(cwd, output)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UserError("output", `the folder of ${output} does not exist`);
  if (target?.isDirectory()) throw new UserError("output", `${output} is a folder`);
}
