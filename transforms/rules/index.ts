import callbackError from "./callback-error.ts";
import conditionalLog from "./conditional-log.ts";
import deadCapture from "./dead-capture.ts";
import errorListener from "./error-listener.ts";
import exitWithoutLog from "./exit-without-log.ts";
import finallyOverride from "./finally-override.ts";
import floatingPromise from "./floating-promise.ts";
import httpNotOk from "./http-not-ok.ts";
import logAndThrow from "./log-and-throw.ts";
import logLevel from "./log-level.ts";
import logWithoutError from "./log-without-error.ts";
import lostCause from "./lost-cause.ts";
import missingErrorListener from "./missing-error-listener.ts";
import type { Rule } from "./model.ts";
import resultError from "./result-error.ts";
import settledRejections from "./settled-rejections.ts";
import swallowedCatch from "./swallowed-catch.ts";
import swallowedRejection from "./swallowed-rejection.ts";
import todoHandler from "./todo-handler.ts";
import unusedSuppression from "./unused-suppression.ts";

/** Every rule: first the errors, then the warnings, then what is off unless asked for. */
export const RULES: readonly Rule[] = [
  swallowedCatch,
  swallowedRejection,
  callbackError,
  errorListener,
  settledRejections,
  floatingPromise,
  exitWithoutLog,
  finallyOverride,
  deadCapture,
  todoHandler,
  resultError,
  httpNotOk,
  lostCause,
  logWithoutError,
  conditionalLog,
  missingErrorListener,
  unusedSuppression,
  logAndThrow,
  logLevel,
];
