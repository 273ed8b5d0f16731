import { defineRule } from "./define.ts";

/** What it finds is told by the stage that applies the comments (see suppressions.ts). */
export default defineRule({
  name: "unused-suppression",
  check: () => [],
});
