import { charBefore, isAlnum, isDigit, isHex, isWord } from "./chars.ts";
import { isIpv4 } from "./ipv4.ts";
import type { Scan } from "./types.ts";

const LONGEST = 45;
const COLON = 58;

/** IPv6 addresses: full, compressed, mapped, with zone (`%eth0`) and prefix length (`/64`). */
export function scanIpv6(scan: Scan): void {
  const { text } = scan;
  for (let at = text.indexOf(":"); at !== -1; ) {
    // A second colon behind at most one group: the least that every address has.
    let next = at + 1;
    while (next < at + 5 && isHex(text.charCodeAt(next))) next++;
    at = text.indexOf(":", text.charCodeAt(next) === COLON ? readAddress(scan, at) : next);
  }
}

/** Reads the run of hexadecimal groups around `colon`; returns where to go on. */
function readAddress(scan: Scan, colon: number): number {
  const { text } = scan;
  const start = startOf(text, colon);
  let end = colon + 1;
  while (isGroupChar(text.charCodeAt(end))) end++;
  if (start === undefined || end - start > LONGEST + 8 || isWord(text.charCodeAt(end))) return end;
  const address = trim(text.slice(start, end));
  const emoji = start > colon && text.charCodeAt(start + address.length) === COLON;
  if (emoji || !isIpv6(address) || isSlice(text, start)) return end;
  const stop = start + withoutPort(address).length;
  scan.found.push({ type: "ip", start, end: suffixes(text, stop) });
  return end;
}

const isGroupChar = (c: number): boolean => isHex(c) || c === COLON || c === 46;

/** `addr:2001:db8::1` starts behind its label's colon; `std::cafe` does not start at all. */
function startOf(text: string, colon: number): number | undefined {
  let start = colon;
  while (start > colon - 4 && isHex(text.charCodeAt(start - 1))) start--;
  const before = charBefore(text, start);
  const glued = isWord(before) || before === 46 || before === 45;
  const doubled = text.charCodeAt(colon + 1) === COLON;
  if (glued) return doubled ? undefined : colon + 1;
  return start === colon && !doubled ? colon + 1 : start;
}

/** `fe80::1:` and `fe80::1.` at the end of a sentence. */
function trim(address: string): string {
  const last = address.charCodeAt(address.length - 1);
  if (last === 46) return trim(address.slice(0, -1));
  return last === COLON && !address.endsWith("::") ? address.slice(0, -1) : address;
}

/** `connect ECONNREFUSED ::1:5432`: nobody else writes a loopback address with a second part. */
const withoutPort = (address: string): string => (/^::1:\d{2,5}$/.test(address) ? "::1" : address);

function isIpv6(address: string): boolean {
  if (address.length > LONGEST || !hasDigit(address)) return false;
  const halves = address.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const all = groups.flat();
  const last = all.at(-1) ?? "";
  const mapped = last.includes(".");
  if (mapped && !isIpv4(last)) return false;
  const hex = mapped ? all.slice(0, -1) : all;
  if (!hex.every((group) => group.length >= 1 && group.length <= 4 && !group.includes("."))) return false;
  const size = hex.length + (mapped ? 2 : 0);
  // Eight pairs are an EUI-64 or a fingerprint.
  if (halves.length === 1) return size === 8 && !all.every((group) => group.length === 2);
  return size <= 7 && size >= 1;
}

function hasDigit(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

/** Python's `s[::1]` and `x[1::2]`: a bracket right behind a name or another bracket. */
function isSlice(text: string, start: number): boolean {
  if (text.charCodeAt(start - 1) !== 91) return false;
  const c = text.charCodeAt(start - 2);
  return isWord(c) || c === 93 || c === 41;
}

/** The end with `%eth0` (in a URL `%25eth0`) and `/64`, where they follow. */
function suffixes(text: string, from: number): number {
  let end = from;
  if (text.charCodeAt(end) === 37) {
    let zone = end + 1;
    while (zone < end + 32 && (isAlnum(text.charCodeAt(zone)) || /[._-]/.test(text.charAt(zone)))) zone++;
    while (zone > end + 1 && !isAlnum(text.charCodeAt(zone - 1))) zone--;
    if (zone > end + 1) end = zone;
  }
  if (text.charCodeAt(end) !== 47) return end;
  let prefix = end + 1;
  while (prefix < end + 4 && isDigit(text.charCodeAt(prefix))) prefix++;
  const bits = Number(text.slice(end + 1, prefix));
  return prefix > end + 1 && bits <= 128 && !isWord(text.charCodeAt(prefix)) ? prefix : end;
}
