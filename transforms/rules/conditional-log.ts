import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "conditional-log",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "conditional"),
      "The error is logged only where a setting asks for it",
    ),
});
