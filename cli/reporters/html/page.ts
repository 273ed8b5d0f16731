import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ownUrl } from "../../../transforms/own-root.ts";
import type { PageData } from "./data.ts";

/** The page's script and style, as the build bundled them. */
const asset = (name: "client.js" | "client.css"): string =>
  readFileSync(ownUrl(`dist/cli/reporters/html/${name}`), "utf8");

/**
 * One file that needs nothing else. What comes from the repository is data in it, not HTML, and its policy lets no
 * script run but its own, and nothing be loaded.
 */
export function page(data: PageData): string {
  const script = asset("client.js");
  const style = asset("client.css");
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="blog-migrate ${escaped(data.version)}">
<title>${escaped(data.title)} · blog-migrate</title>
<style>${style}</style>
</head>
<body>
<header>
<a class="skip" href="#main">Skip to the content</a>
<h1>${escaped(data.title)}</h1>
<p>blog-migrate ${escaped(data.command)}${data.dryRun ? ", nothing written" : ""} · ${escaped(data.made.slice(0, 16).replace("T", " "))} UTC</p>
<a href="#overview">Overview</a>
</header>
<div id="side"></div>
<main id="main" tabindex="-1"><noscript>This report needs JavaScript; it loads nothing from anywhere.</noscript></main>
<script type="application/json" id="data">${json(data)}</script>
<script type="module">${script}</script>
</body>
</html>
`;
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** JSON that no text in it can end: `</script>` and `<!--` need a `<`. */
const json = (data: PageData): string => JSON.stringify(data).replaceAll("<", "\\u003c");
