#!/usr/bin/env node
import { EXIT } from "./errors.ts";
import { run } from "./program.ts";

// `blog-migrate … | head`: the reader has gone, the work goes on, and the exit code still says how it went.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error);
  console.error("This is a bug in blog-migrate. Files are written whole or not at all, so none is damaged.");
  process.exitCode = EXIT.couldNotRun;
}
