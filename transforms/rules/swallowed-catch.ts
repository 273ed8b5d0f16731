import { defineRule, handlerProblems } from "./define.ts";

export default defineRule({
  name: "swallowed-catch",
  severity: "error",
  summary: "A `catch` loses the error on some path.",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) => kind === "catch" && fault?.kind === "swallowed",
      "The error is lost",
    ),
});
