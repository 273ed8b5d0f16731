"use strict";

/*
 * Keeps what V8 makes of the compiler's nine megabytes from one run to the next, in a folder of the user's own and
 * never in the project, whose files may be hostile. Node.js 22 does so itself for all modules; for older ones this
 * does it for the one file that takes most of a short run. `NODE_DISABLE_COMPILE_CACHE=1` turns either off.
 * CommonJS and without a build step, because worker threads load it in front of all else.
 */

const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { homedir } = require("node:os");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

const COMPILER = /[\\/]@ts-morph[\\/]common[\\/]dist[\\/]typescript\.js$/;
const DIGEST_BYTES = 32;

/** Turns the cache on for this thread. */
exports.keepCompiled = () => {
  if (process.env.NODE_DISABLE_COMPILE_CACHE === "1") return;
  if (Module.enableCompileCache) {
    Module.enableCompileCache();
    return;
  }
  const { prototype } = Module;
  const compile = prototype._compile;
  prototype._compile = function (content, filename) {
    if (!COMPILER.test(filename)) return compile.call(this, content, filename);
    prototype._compile = compile;
    return run(this, content, filename);
  };
};

/** What `Module.prototype._compile` does, with the cache. */
function run(target, content, filename) {
  const path = pathFor(filename);
  const { mtimeMs, size } = statSync(filename);
  const stamp = `${mtimeMs} ${size}`;
  const cachedData = read(path, stamp);
  const script = new Script(Module.wrap(content), { filename, cachedData });
  const load = script.runInThisContext();
  const own = target.exports;
  load.call(own, own, Module.createRequire(filename), target, filename, dirname(filename));
  if (!cachedData || script.cachedDataRejected) write(path, stamp, script.createCachedData());
}

/** One file for each installation and version of Node.js. */
function pathFor(filename) {
  const { arch, env, platform, version } = process;
  const local = platform === "win32" ? env.LOCALAPPDATA : undefined;
  const folder =
    env.XDG_CACHE_HOME || local || join(homedir(), platform === "darwin" ? "Library/Caches" : ".cache");
  const name = createHash("sha256").update(`${filename} ${version} ${arch}`).digest("hex").slice(0, 16);
  return join(folder, "blog-migrate", `compiler-${name}.bin`);
}

/** V8 trusts the bytes that it is given, so they are checked first: by what they were made of, and for damage. */
function digest(stamp, bytes) {
  return createHash("sha256").update(stamp).update(bytes).digest();
}

function read(path, stamp) {
  try {
    const all = readFileSync(path);
    const bytes = all.subarray(DIGEST_BYTES);
    return digest(stamp, bytes).equals(all.subarray(0, DIGEST_BYTES)) ? bytes : undefined;
    // blog-ignore-next-line err/swallowed-catch -- without the cache the compiler is compiled anew
  } catch {
    return undefined;
  }
}

function write(path, stamp, bytes) {
  const part = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(part, Buffer.concat([digest(stamp, bytes), bytes]), { mode: 0o600 });
    renameSync(part, path);
    // blog-ignore-next-line err/swallowed-catch -- without the cache the compiler is compiled anew
  } catch {
    return;
  }
}
