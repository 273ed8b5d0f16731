import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "lost-cause",
  severity: "warn",
  summary: "An error is thrown in place of another, which it does not have as its cause.",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "lost-cause"),
      "The new error does not have the one that caused it",
    ),
});
