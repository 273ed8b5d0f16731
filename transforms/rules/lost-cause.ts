import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "lost-cause",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "lost-cause"),
      "The new error does not have the one that caused it",
    ),
});
