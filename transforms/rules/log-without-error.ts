import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "log-without-error",
  severity: "warn",
  summary: "A line is logged that does not have the error in it.",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "blind"),
      "The line that is logged does not have the error",
    ),
});
