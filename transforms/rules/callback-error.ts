import { defineRule, handlerProblems } from "./define.ts";

export default defineRule({
  name: "callback-error",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) => kind === "node-callback" && fault?.kind === "swallowed",
      "The error given to the callback is lost",
    ),
});
