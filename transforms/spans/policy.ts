import type { FileContext } from "../model.ts";
import { RUNS_ELSEWHERE, runsElsewhere } from "../syntax/runs-elsewhere.ts";
import { ts } from "../syntax/ts.ts";
import type { CategoryName } from "../target.ts";
import { exportedNames, isExportTarget } from "./exports.ts";
import type { FoundFunction } from "./functions.ts";
import { isDecorated, modifiersOf } from "./modifiers.ts";
import { deferral } from "./returns.ts";
import type { Refusal } from "./strategy.ts";
import { isTrivial } from "./trivial.ts";

/**
 * What is traced by default: the agents, tools, RAG and LLM calls that a trace is about, and the API layer, so that
 * a trace begins at the request. A route's callback is a request handler whatever its file is about.
 */
export const TRACED_CATEGORIES: ReadonlySet<CategoryName> = new Set<CategoryName>([
  "AGENT_OPERATIONS",
  "TOOL_OPERATIONS",
  "RAG_OPERATIONS",
  "LLM_OPERATIONS",
  "API_LAYER",
]);

/** Methods that the language calls by itself; a span each would drown a trace and could meet a value half made. */
const PROTOCOL_METHODS: ReadonlySet<string> = new Set([
  "then",
  "catch",
  "finally",
  "toJSON",
  "toString",
  "valueOf",
]);

/** Says which functions of a file are not to be traced, and why; undefined for those that are. */
export function tracingPolicy(ctx: FileContext): (found: FoundFunction) => Refusal | undefined {
  const { ast } = ctx.file;
  const exported = exportedNames(ast);
  return (found) =>
    refuseKind(found) ??
    refuseCategory(found, ctx) ??
    refuseExposure(found, exported) ??
    refuseWork(found, ctx);
}

function refuseKind(found: FoundFunction): Refusal | undefined {
  if (found.kind === "constructor") return refusal("constructor", "constructors are never traced");
  if (found.kind === "accessor") return refusal("accessor", "getters and setters are never traced");
  if (found.kind === "callback") return refusal("callback", "it is passed on where it stands, not exported");
  if (!found.name)
    return refusal("computed-name", "its name is computed, so a span could not be named after it");
  return undefined;
}

function refuseCategory(found: FoundFunction, { file }: FileContext): Refusal | undefined {
  const traced = [file.module.category, file.at(found.node).category].some((c) => TRACED_CATEGORIES.has(c));
  if (traced || found.kind === "handler") return undefined;
  return refusal("category", `${file.module.category} is not traced by default`);
}

function refuseExposure(found: FoundFunction, exported: ReadonlySet<string>): Refusal | undefined {
  const { node } = found;
  if (found.kind === "handler") return undefined;
  if (found.kind === "method") return refuseMember(node, found.owner, exported);
  if (found.kind === "bound") return refuseBound(found, exported);
  if (isNested(node)) return NESTED;
  return exported.has(found.name ?? "") ? undefined : NOT_EXPORTED;
}

function refuseBound(
  found: FoundFunction & { kind: "bound" },
  exported: ReadonlySet<string>,
): Refusal | undefined {
  const { root } = found.binding;
  if (ts.isPropertyDeclaration(root)) return refuseMember(root, root.parent, exported);
  if (isNested(root)) return NESTED;
  if (ts.isExportAssignment(root)) return undefined;
  const handedOut = ts.isVariableDeclaration(root)
    ? ts.isIdentifier(root.name) && exported.has(root.name.text)
    : isExportTarget(root.left);
  return handedOut ? undefined : NOT_EXPORTED;
}

/** Members of a class: public, of a class that is exported or made in its file. */
function refuseMember(
  member: ts.NamedDeclaration,
  owner: ts.ClassLikeDeclaration,
  exported: ReadonlySet<string>,
): Refusal | undefined {
  const modifiers = modifiersOf(member);
  const isPrivate =
    modifiers.has(ts.SyntaxKind.PrivateKeyword) || modifiers.has(ts.SyntaxKind.ProtectedKeyword);
  if (isPrivate || (member.name && ts.isPrivateIdentifier(member.name))) return NOT_PUBLIC;
  return isReachable(owner, exported)
    ? undefined
    : refusal("not-exported", "its class is neither exported nor made in this file");
}

function isReachable(owner: ts.ClassLikeDeclaration, exported: ReadonlySet<string>): boolean {
  const { parent } = owner;
  if (ts.isClassDeclaration(owner) && modifiersOf(owner).has(ts.SyntaxKind.ExportKeyword)) return true;
  if (ts.isExportAssignment(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent))
    return true;
  if (ts.isBinaryExpression(parent)) return isExportTarget(parent.left);
  const name = ts.isVariableDeclaration(parent) ? parent.name.getText() : owner.name?.text;
  return name !== undefined && name !== "" && (exported.has(name) || isMade(owner, name));
}

/** Whether the file makes an instance; looked up once for a class of many methods. */
function isMade(owner: ts.ClassLikeDeclaration, name: string): boolean {
  const known = made.get(owner);
  if (known !== undefined) return known;
  const found = new RegExp(`\\bnew\\s+${name.replaceAll("$", "\\$")}\\b`).test(owner.getSourceFile().text);
  made.set(owner, found);
  return found;
}

const made = new WeakMap<ts.ClassLikeDeclaration, boolean>();

function refuseWork(found: FoundFunction, { ours }: FileContext): Refusal | undefined {
  const { node, name = "" } = found;
  if (!deferral(node))
    return refusal("sync", "it returns at once; only async functions, promises and generators are traced");
  if (runsElsewhere(node)) return RUNS_ELSEWHERE;
  if (PROTOCOL_METHODS.has(name)) return refusal("protocol", `the language itself calls ${name}`);
  if (isReact(found, name)) return refusal("react", "React calls components and hooks in its own way");
  const entry = found.kind === "handler" || isDecorated(node);
  return isTrivial(node, ours) && !entry
    ? refusal("trivial", "it only passes on a value or a call")
    : undefined;
}

function isReact({ node }: FoundFunction, name: string): boolean {
  if (/^use[A-Z]/.test(name)) return true;
  const file = node.getSourceFile();
  return /^[A-Z]/.test(name) && /x$/.test(file.fileName) && /<[A-Za-z>]/.test(node.getText(file));
}

function isNested(node: ts.Node): boolean {
  return (
    ts.findAncestor(node.parent, (n) => ts.isFunctionLike(n) || ts.isClassStaticBlockDeclaration(n)) !==
    undefined
  );
}

const refusal = (code: string, reason: string): Refusal => ({ code, reason });
const NESTED = refusal("nested", "it is made anew by each call of the function around it");
const NOT_EXPORTED = refusal("not-exported", "only exported functions are traced by default");
const NOT_PUBLIC = refusal("not-public", "only public methods are traced by default");
