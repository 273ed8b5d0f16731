import { ts } from "../syntax/ts.ts";
import { pascalCase } from "./tokens.ts";

/** PascalCase of a file's name, or of its folder's for an index: `rag/chat.controller.ts` → `ChatController`, `rag/index.ts` → `Rag`. */
export function fileComponent(relativePath: string): string {
  const segments = relativePath.split("/").reverse();
  const names = segments.map((s, i) => pascalCase(i === 0 ? s.replace(/\.[cm]?[jt]sx?$/, "") : s));
  const name = names.find((n, i) => n !== "" && !(/^(Index|Mod)$/.test(n) && names[i + 1])) ?? "Module";
  return /^\d/.test(name) ? `Module${name}` : name;
}

/** Name of a class: its own, or that of the constant, property or export that holds it. */
export function className(node: ts.ClassLikeDeclaration): string | undefined {
  if (node.name) return node.name.text;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  return undefined;
}

/** The constant of the module whose object literal, bare or as an argument, holds `node`: `Search` of `const search = tool({ run() { … } })`. */
export function objectComponent(node: ts.Node): string | undefined {
  let inObject = false;
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isObjectLiteralExpression(at)) inObject = true;
    else if (inObject && ts.isFunctionLike(at)) return undefined;
    const { parent } = at;
    if (!inObject || !ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) continue;
    const ofModule = ts.isSourceFile(parent.parent.parent.parent);
    return ofModule && parent.initializer === at ? pascalCase(parent.name.text) : undefined;
  }
  return undefined;
}

/** Name of a function as its author gave it: its own, or that of the constant, property or member that holds it. */
export function functionName(node: ts.Node): string | undefined {
  if (!ts.isFunctionLike(node)) return undefined;
  const named = node.name ?? holder(node);
  return named && (ts.isIdentifier(named) || ts.isStringLiteral(named)) ? named.text : undefined;
}

function holder({ parent }: ts.Node): ts.Node | undefined {
  const holds =
    ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  return holds ? parent.name : undefined;
}
