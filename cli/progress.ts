import { printable } from "./printable.ts";
import type { Terminal } from "./terminal.ts";

export type Progress = {
  /** Names what begins. */
  readonly stage: (name: string) => void;
  /** How far the stage is. */
  readonly at: (done: number, total: number, item?: string) => void;
  /** Takes the bar away. */
  readonly end: () => void;
};

const BAR = 20;
const REDRAW_MS = 80;
/** Where lines cannot be drawn again, one this often says that it is still at work. */
const LINE_MS = 5000;

/** A bar on a terminal, plain lines elsewhere (no frames in logs), nothing when quiet. */
export function createProgress(terminal: Terminal, quiet: boolean, now: () => number = Date.now): Progress {
  if (quiet) return { stage: () => {}, at: () => {}, end: () => {} };
  return terminal.redraws ? bar(terminal, now) : lines(terminal, now);
}

function bar(terminal: Terminal, now: () => number): Progress {
  let name = "";
  let drawn = 0;
  const draw = (text: string): void =>
    terminal.err(`\r\x1b[K${text.slice(0, Math.max(10, terminal.columns - 1))}`);
  return {
    stage: (next) => {
      name = next;
      draw(name);
    },
    at: (done, total, item = "") => {
      if (now() - drawn < REDRAW_MS && done < total) return;
      drawn = now();
      const filled = total === 0 ? BAR : Math.round((done / total) * BAR);
      draw(`${name} [${"#".repeat(filled)}${"-".repeat(BAR - filled)}] ${done}/${total} ${printable(item)}`);
    },
    end: () => terminal.err("\r\x1b[K"),
  };
}

function lines(terminal: Terminal, now: () => number): Progress {
  let name = "";
  let written = now();
  return {
    stage: (next) => {
      name = next;
      written = now();
      terminal.err(`${name} ...\n`);
    },
    at: (done, total) => {
      if (now() - written < LINE_MS) return;
      written = now();
      terminal.err(`${name} ... ${done}/${total}\n`);
    },
    end: () => {},
  };
}
