export const COMMANDS = [
  "migrate",
  "apply",
  "revert",
  "explain",
  "lint",
  "init",
  "doctor",
  "merge",
  "completion",
] as const;
