import { defineRule, handlerProblems, isFault } from "./define.ts";

export default defineRule({
  name: "exit-without-log",
  check: (file) =>
    handlerProblems(
      file,
      (judged) => isFault(judged, "exit"),
      "The process ends without a word about the error",
    ),
});
