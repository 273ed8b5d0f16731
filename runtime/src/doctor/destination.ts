import { closeSync, fstatSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { type Examine, fail, messageOf, pass } from "./check.ts";

const CHECK = { id: "destination", title: "Destination" };

/** Can lines be written where they should go? */
export const destination: Examine = ({ settings }) => {
  const { destination: to } = settings;
  if (typeof to === "object" && "write" in to) return [pass(CHECK, "an object of your code")];
  if (typeof to === "string") {
    try {
      fstatSync(to === "stdout" ? 1 : 2);
      return [pass(CHECK, to)];
    } catch (error) {
      return [
        fail(
          CHECK,
          `${to} is closed: ${messageOf(error)}`,
          "Start the process with it open, or set LOG_DESTINATION.",
        ),
      ];
    }
  }
  try {
    mkdirSync(dirname(to.path), { recursive: true });
    closeSync(openSync(to.path, "a"));
    return [pass(CHECK, `${to.path} can be written`)];
  } catch (error) {
    return [
      fail(
        CHECK,
        `${to.path}: ${messageOf(error)}`,
        "Give the process the right to write there, or set LOG_DESTINATION.",
      ),
    ];
  }
};
