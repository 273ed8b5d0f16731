import { createHash } from "node:crypto";
import { script, style } from "./assets.ts";

/** The page as it is served, the same for everybody: what is measured comes as data, and is put in as text. */
export type Page = {
  readonly html: string;
  /** Lets no script run but the page's own, and nothing be asked for but the numbers. */
  readonly policy: string;
};

export function createPage(): Page {
  const [code, look] = [script(), style()];
  return {
    policy: `default-src 'none'; script-src ${hash(code)}; style-src ${hash(look)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log metrics</title>
<style>${look}</style>
</head>
<body>
<header><h1>Log metrics</h1><p id="state" role="status">Connecting</p><button id="pause" type="button" aria-pressed="false">Pause</button></header>
<main id="main"><noscript>This page needs JavaScript. The same numbers as text: <a href="metrics">metrics</a>.</noscript></main>
<script type="module">${code}</script>
</body>
</html>
`,
  };
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
