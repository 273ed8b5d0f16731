import { defineRule, handlerProblems } from "./define.ts";

export default defineRule({
  name: "http-not-ok",
  severity: "warn",
  summary: "An answer that says that the request failed is dropped.",
  check: (file) =>
    handlerProblems(
      file,
      ({ kind, fault }) => kind === "http-not-ok" && fault !== undefined,
      "The failed request is dropped",
    ),
});
