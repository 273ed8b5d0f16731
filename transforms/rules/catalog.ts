export const SEVERITIES = ["off", "warn", "error"] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Every rule with its severity and what it finds: first the errors, then the warnings, then what is off unless asked
 * for. A table of its own, so that the command line and the configuration know the rules without the compiler.
 */
export const CATALOG = {
  "err/swallowed-catch": { severity: "error", summary: "A `catch` loses the error on some path." },
  "err/swallowed-rejection": {
    severity: "error",
    summary: "The handler of a rejection loses it on some path.",
  },
  "err/callback-error": { severity: "error", summary: "A callback loses the error that it is given." },
  "err/error-listener": {
    severity: "error",
    summary: "A listener for errors, or an error middleware, loses the error.",
  },
  "err/settled-rejections": {
    severity: "error",
    summary: "Nobody looks at the rejections of `Promise.allSettled`.",
  },
  "err/floating-promise": {
    severity: "error",
    summary: "Nobody waits for a promise, so its rejection is nobody's.",
  },
  "err/exit-without-log": {
    severity: "error",
    summary: "An error ends the process, and nothing says which.",
  },
  "err/finally-override": {
    severity: "error",
    summary: "Leaving from `finally` drops an error that is on its way.",
  },
  "err/dead-capture": { severity: "error", summary: "A handler keeps the error where nobody looks." },
  "err/todo-handler": { severity: "error", summary: "A handler says itself that it is not done." },
  "err/result-error": {
    severity: "warn",
    summary: "An error that came as a value, such as `{ data, error }`, is dropped.",
  },
  "err/http-not-ok": { severity: "warn", summary: "An answer that says that the request failed is dropped." },
  "err/lost-cause": {
    severity: "warn",
    summary: "An error is thrown in place of another, which it does not have as its cause.",
  },
  "err/log-without-error": {
    severity: "warn",
    summary: "A line is logged that does not have the error in it.",
  },
  "err/conditional-log": {
    severity: "warn",
    summary: "The error is logged only where a setting asks for it.",
  },
  "err/missing-error-listener": {
    severity: "warn",
    summary: "A stream, process or socket has no listener for its `error` event.",
  },
  "err/unused-suppression": {
    severity: "warn",
    summary: "A `blog-ignore` comment suppresses nothing, or gives no reason.",
  },
  "err/log-and-throw": {
    severity: "off",
    summary: "An error is logged and thrown on, so that it is logged again further up.",
  },
  "err/log-level": {
    severity: "off",
    summary: "An error is logged at a level that is not kept in production.",
  },
} as const satisfies Record<`err/${string}`, { readonly severity: Severity; readonly summary: string }>;

export type RuleId = keyof typeof CATALOG;
export const RULE_IDS = Object.keys(CATALOG) as readonly RuleId[];
