import { ts } from "../syntax/ts.ts";
import type { Analysis } from "./classify.ts";
import { FLAG } from "./state.ts";

const CONFIGURATION =
  /debug|verbose|quiet|silent|NODE_ENV|\benv\b|logLevel|log_level|isDev|isProd|production|development|enable|\bLOG|Math\.random|sampl|options?\.|config\./i;

/** Whether the line is written only where a setting asks for it: `if (process.env.DEBUG) console.error(e)`. */
export function isConfigurationTest({ handler, facts, interpreter, arriving }: Analysis): boolean {
  const logs = (states: ReadonlySet<number>): boolean => [...states].some((s) => (s & FLAG.logged) !== 0);
  const visit = (node: ts.Node): boolean => {
    if (
      ts.isIfStatement(node) &&
      CONFIGURATION.test(node.expression.getText()) &&
      !facts.mentions(node.expression)
    ) {
      const { yes } = interpreter.branch(node.expression, arriving("before", node));
      const { next, exits } = interpreter.run(node.thenStatement, yes);
      if (logs(next) || exits.some((exit) => logs(exit.states))) return true;
      if (node.elseStatement && logs(interpreter.run(node.elseStatement, yes).next)) return true;
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
      if (CONFIGURATION.test(node.left.getText()) && facts.mentions(node.right)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(handler.body);
}
