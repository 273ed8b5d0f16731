import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "todo-handler",
  severity: "error",
  summary: "A handler says itself that it is not done.",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "todo"),
      "The handler is still to be written, and loses the error",
    ),
});
