import { defineRule, handlerProblems } from "./define.ts";

export default defineRule({
  name: "swallowed-rejection",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) =>
        (kind === "promise-catch" || kind === "then-rejection") && fault?.kind === "swallowed",
      "The rejection is lost",
    ),
});
