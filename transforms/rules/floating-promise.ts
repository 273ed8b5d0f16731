import { floatingPromises } from "../error-paths/floating-promises.ts";
import { defineRule, problemAt } from "./define.ts";

export default defineRule({
  name: "floating-promise",
  check: ({ ctx, nodes }) =>
    floatingPromises(ctx, nodes).map((node) =>
      problemAt(
        node,
        "Nobody waits for this promise, so its rejection is nobody's: await it, or add a `.catch` that logs.",
      ),
    ),
});
