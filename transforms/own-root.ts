import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Whether this is the source, as in the tests, and not what the build made of it. */
export const isSource = import.meta.url.endsWith(".ts");

/** The folder of this package. The build puts code together, so that no file of it knows how deep it lies. */
function findRoot(): URL {
  for (let folder = new URL(".", import.meta.url); ; folder = new URL("..", folder)) {
    if (existsSync(new URL("package.json", folder)) || folder.pathname === "/") return folder;
  }
}

const ROOT = findRoot();

/** A file of this package, by its path from the package's folder. */
export const ownUrl = (path: string): URL => new URL(path, ROOT);

/** As {@link ownUrl}, as a path of the disk. */
export const ownPath = (path: string): string => fileURLToPath(ownUrl(path));
