import type { Classification, Classified } from "../model.ts";
import { ts } from "../syntax/ts.ts";
import { className, functionName } from "./component.ts";

/** A class or function that is about something else than what is around it. */
export type OwnCategory = {
  readonly kind: "class" | "function";
  readonly name: string;
  readonly offset: number;
  readonly classification: Classification;
};

/** The classes and functions of a file that have a category of their own, in its order. */
export function ownCategories(file: Classified): readonly OwnCategory[] {
  const found: OwnCategory[] = [];
  const visit = (node: ts.Node, around: Classification): void => {
    const scope = scopeOf(node);
    const classification = scope ? file.at(node) : around;
    if (scope && classification.category !== around.category)
      found.push({ ...scope, offset: node.getStart(file.ast), classification });
    ts.forEachChild(node, (child) => visit(child, classification));
  };
  visit(file.ast, file.module);
  return found;
}

function scopeOf(node: ts.Node): Pick<OwnCategory, "kind" | "name"> | undefined {
  const isClass = ts.isClassLike(node);
  const name = isClass ? className(node) : functionName(node);
  return name === undefined ? undefined : { kind: isClass ? "class" : "function", name };
}
