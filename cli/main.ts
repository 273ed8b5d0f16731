#!/usr/bin/env node
import { run } from "./program.ts";

// `blog-migrate … | head`: the reader has gone, the work goes on, and the exit code still says how it went.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await run(process.argv.slice(2));
