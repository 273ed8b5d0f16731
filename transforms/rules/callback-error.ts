import { defineRule, handlerProblems } from "./define.ts";

export default defineRule({
  name: "callback-error",
  severity: "error",
  summary: "A callback loses the error that it is given.",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) => kind === "node-callback" && fault?.kind === "swallowed",
      "The error given to the callback is lost",
    ),
});
