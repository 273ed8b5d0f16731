import { createHash } from "node:crypto";
import { functionName } from "../error-paths/naming.ts";
import { ts } from "../syntax/ts.ts";
import type { Identity } from "./model.ts";

/** Says which finding it is by what the code is, not by where it stands. */
export function identityOf(rule: string, file: string, subject: ts.Node): Identity {
  return {
    rule,
    file,
    function: functionName(subject) ?? "",
    source: createHash("sha256").update(normalised(subject)).digest("hex").slice(0, 16),
  };
}

/** The tokens of a node, so that comments, white space and line ends do not count. */
function normalised(node: ts.Node): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, node.getText());
  const tokens: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return tokens.filter((token) => token !== ";" && token !== ",").join(" ");
}
