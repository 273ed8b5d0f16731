import { isDigit } from "./chars.ts";
import type { Scan } from "./types.ts";

const TOKEN = /[A-Za-z0-9._~+/=-]{16,4096}/y;

/** What stands behind `Bearer ` or `Basic `. */
export function readCredential(scan: Scan, from: number): void {
  TOKEN.lastIndex = from;
  if (!TOKEN.test(scan.text)) return;
  let end = TOKEN.lastIndex;
  while (/[.-]/.test(scan.text.charAt(end - 1))) end--;
  for (let i = from; i < end; i++) {
    if (!isDigit(scan.text.charCodeAt(i))) continue;
    scan.found.push({ type: "secret", start: from, end });
    return;
  }
}
