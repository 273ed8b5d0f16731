import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "todo-handler",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "todo"),
      "The handler is still to be written, and loses the error",
    ),
});
