import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** Script and style of the page. From the sources they are bundled here; in the built package the build has put them in. */
const bundled = (name: string): string =>
  buildSync({
    entryPoints: [fileURLToPath(new URL(`client/${name}`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2023",
    charset: "utf8",
  }).outputFiles[0]?.text ?? "";

export const script = (): string => bundled("main.ts");
export const style = (): string => bundled("style.css");
