import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "dead-capture",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "dead-capture"),
      "The error is kept, but nobody ever looks at it",
    ),
});
