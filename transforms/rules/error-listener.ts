import type { HandlerKind } from "../error-paths/model.ts";
import { defineRule, handlerProblems } from "./define.ts";

const LISTENERS: ReadonlySet<HandlerKind> = new Set(["listener", "process-listener", "middleware"]);

export default defineRule({
  name: "error-listener",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) => LISTENERS.has(kind) && fault?.kind === "swallowed",
      "The error is lost",
    ),
});
