import { type Examine, fail, pass } from "./check.ts";

const NODE = { id: "node", title: "Node.js" };
const CLOCK = { id: "clock", title: "Clock" };

/** The release that was current when this version was made: a clock before it is wrong. */
const MADE = Date.UTC(2026, 0, 1);

export const node: Examine = () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isOld = major < 20 || (major === 20 && minor < 19);
  return [
    isOld
      ? fail(NODE, `version ${process.versions.node}`, "Use Node.js 20.19 or later.")
      : pass(NODE, `version ${process.versions.node}`),
    Date.now() < MADE
      ? fail(
          CLOCK,
          new Date().toISOString(),
          "Set the machine's clock, by NTP for example: lines and traces carry its time.",
        )
      : pass(CLOCK, new Date().toISOString()),
  ];
};
