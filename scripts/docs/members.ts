import { readFileSync } from "node:fs";
import { ts } from "@ts-morph/common";

/** One property of a documented type. */
export type Member = {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  /** The `@default` tag. */
  readonly initial: string | undefined;
};

/** The properties of an object type, with their doc comments, as they stand in a file. */
export function membersOf(file: string, typeName: string): readonly Member[] {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const declaration = source.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === typeName,
  );
  if (
    declaration === undefined ||
    !ts.isTypeAliasDeclaration(declaration) ||
    !ts.isTypeLiteralNode(declaration.type)
  )
    throw new Error(`${file} has no object type ${typeName}`);
  return declaration.type.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: (member.type?.getText() ?? "unknown").replace(/ \| undefined$/, "").replace(/\s+/g, " "),
    ...commentOf(member),
  }));
}

function commentOf(node: ts.Node): Pick<Member, "text" | "initial"> {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tag = doc?.tags?.find(({ tagName }) => tagName.text === "default");
  const plain = (comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string =>
    (ts.getTextOfJSDocComment(comment) ?? "").replace(/\s+/g, " ").trim();
  return { text: plain(doc?.comment), initial: tag === undefined ? undefined : plain(tag.comment) };
}
