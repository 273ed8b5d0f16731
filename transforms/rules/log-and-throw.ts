import { FLAG } from "../error-paths/state.ts";
import { defineRule } from "./define.ts";

export default defineRule({
  name: "log-and-throw",
  check: (file) =>
    file.judged().flatMap(({ analysis }) =>
      (analysis?.paths ?? []).flatMap(({ kind, node, states }) =>
        kind === "throw" && [...states].some((s) => (s & FLAG.logged) !== 0)
          ? [
              {
                start: node.getStart(),
                end: node.getEnd(),
                message: "The error is logged and thrown: whoever catches it logs it again.",
                steps: [],
                subject: node,
              },
            ]
          : [],
      ),
    ),
});
