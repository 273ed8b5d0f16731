#!/usr/bin/env node
import { keepCompiled } from "./compile-cache.ts";
import { EXIT } from "./errors.ts";
import { ownVersion } from "./version.ts";

// `blog-migrate … | head`: the reader has gone, the work goes on, and the exit code still says how it went.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const args = process.argv.slice(2);
const [only] = args;
try {
  // What installers and editors ask for most, before anything is loaded that it does not need.
  if (args.length === 1 && (only === "--version" || only === "-v")) console.log(ownVersion());
  else {
    keepCompiled();
    const { run } = await import("./program.ts");
    process.exitCode = await run(args);
  }
} catch (error) {
  console.error(error);
  console.error("This is a bug in blog-migrate. Files are written whole or not at all, so none is damaged.");
  process.exitCode = EXIT.couldNotRun;
}
