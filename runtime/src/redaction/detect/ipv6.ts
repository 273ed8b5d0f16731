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
  const found = isIpv6(address) ? !isShort(address) : isUnspecified(text, start, end);
  if (emoji || !found || isSlice(text, start)) return end;
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

/** Reads groups and colons one by one; a tail with dots must be an IPv4 address. */
function isIpv6(address: string): boolean {
  if (address.length > LONGEST) return false;
  let groups = 0;
  let pairs = 0;
  let digits = 0;
  let compressed = false;
  let at = 0;
  while (at < address.length) {
    if (address.charCodeAt(at) === COLON) {
      if (address.charCodeAt(at + 1) === COLON) {
        if (compressed) return false;
        compressed = true;
        at++;
      } else if (at === 0 || at === address.length - 1) return false;
      at++;
    }
    const start = at;
    while (at < address.length && address.charCodeAt(at) !== COLON) {
      if (isDigit(address.charCodeAt(at))) digits++;
      if (address.charCodeAt(at++) !== 46) continue;
      return digits > 0 && isIpv4(address.slice(start)) && fits(groups + 2, compressed);
    }
    if (at - start > 4) return false;
    if (at > start) groups++;
    if (at - start === 2) pairs++;
  }
  // Eight pairs are an EUI-64 or a fingerprint; nothing but letters is code.
  return digits > 0 && pairs < 8 && groups > 0 && fits(groups, compressed);
}

const fits = (groups: number, compressed: boolean): boolean => (compressed ? groups < 8 : groups === 8);

/** `[::]:443`, `//[::]/`: by itself `::` is code. */
const isUnspecified = (text: string, start: number, end: number): boolean =>
  end - start === 2 &&
  text.charCodeAt(start - 1) === 91 &&
  text.charCodeAt(end) === 93 &&
  (text.charCodeAt(start - 2) === 47 ||
    (text.charCodeAt(end + 1) === COLON && isDigit(text.charCodeAt(end + 2))));

/** `10::20` is a slice or a ratio, and `:::8080` what netstat prints for any address: no one's number begins so. */
const isShort = (address: string): boolean =>
  /^\d{1,2}(?::\d{1,2})*::(?:\d{1,4}|(?:\d{1,2}:)+\d{1,2})?$/.test(address)
    ? !address.startsWith("64:")
    : address.startsWith(":::");

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
