import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "log-without-error",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "blind"),
      "The line that is logged does not have the error",
    ),
});
