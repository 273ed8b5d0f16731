import { defineRule, handlerProblems } from "./define.ts";

export default defineRule({
  name: "swallowed-catch",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) => kind === "catch" && fault?.kind === "swallowed",
      "The error is lost",
    ),
});
