import { sep } from "node:path";

/** A path as URLs, globs and reports write it. Where `\` may be part of a name (on POSIX) it stays. */
export const slashed = (path: string): string => (sep === "\\" ? path.replaceAll("\\", "/") : path);
