import { defineRule, handlerProblems } from "./define.ts";

export default defineRule({
  name: "http-not-ok",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) => kind === "http-not-ok" && fault !== undefined,
      "The failed request is dropped",
    ),
});
