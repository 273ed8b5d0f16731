import { uncheckedAnswers } from "../error-paths/unchecked-answers.ts";
import { defineRule, handlerProblems, problemAt } from "./define.ts";

export default defineRule({
  name: "http-not-ok",
  check: (file) => [
    ...handlerProblems(
      file,
      ({ kind, fault }) => kind === "http-not-ok" && fault !== undefined,
      "The failed request is dropped",
    ),
    ...uncheckedAnswers(file.nodes).map((call) =>
      problemAt(call, "The body is read as if the request had succeeded: nobody asks for `ok` or `status`."),
    ),
  ],
});
