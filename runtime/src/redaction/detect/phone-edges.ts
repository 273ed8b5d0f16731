import { charBefore, isAlnum, isAsciiLetter, isDigit, isHex, isWord } from "./chars.ts";
import { type Cluster, Gap, lengthOf } from "./cluster.ts";
import type { PhoneContext } from "./context.ts";

/** Stands by itself: not a part of a longer number, a name, a price, a time or a path. */
export function isFree(
  cluster: Cluster,
  first: number,
  n: number,
  start: number,
  context: PhoneContext,
): boolean {
  const { text } = cluster;
  const known = context !== "none";
  if (first > 0 && !isApartBefore(cluster, first, n, known)) return false;
  if (first + n < cluster.count && !isApartAfter(cluster, first, n, known)) return false;
  if (!endsFree(text, cluster.ends[first + n - 1]!)) return false;
  if (first > 0) return true;
  const c = charBefore(text, start);
  if (isWord(c)) return context === "label";
  const earlier = text.charCodeAt(start - 2);
  if (c === 36 || c === 0x20ac || c === 0xa3 || c === 37 || c === 64) return false;
  if (c === 58) return !isDigit(earlier);
  if (c === 40 && start === cluster.starts[0]) return known || !isAlnum(earlier);
  if (c === 46) return false;
  if (c === 45 || c === 47) return known || !isWord(earlier);
  return known || (c !== 43 && c !== 35);
}

function isApartBefore(cluster: Cluster, first: number, n: number, known: boolean): boolean {
  const gap = cluster.gaps[first]!;
  if (gap === Gap.Dash || gap === Gap.Dot) return false;
  if (gap !== Gap.Space || cluster.claimed === first) return true;
  // `call 911 415 555 2671`; but not the last two of three equal groups.
  if (known && lengthOf(cluster, first - 1) !== lengthOf(cluster, first)) return true;
  return (
    (first === 1 && charBefore(cluster.text, cluster.starts[0]!) === 58) || !hasGap(cluster, first, n, gap)
  );
}

function isApartAfter(cluster: Cluster, first: number, n: number, known: boolean): boolean {
  const gap = cluster.gaps[first + n]!;
  if (gap === Gap.Dash || gap === Gap.Dot) return false;
  // `call 415 555 2671 3 times`; but not the first three of four equal groups.
  const last = first + n - 1;
  if (known && lengthOf(cluster, last + 1) !== lengthOf(cluster, last)) return true;
  return !hasGap(cluster, first, n, gap);
}

function hasGap(cluster: Cluster, first: number, n: number, gap: number): boolean {
  for (let i = first + 1; i < first + n; i++) if (cluster.gaps[i] === gap) return true;
  return false;
}

export function endsFree(text: string, end: number): boolean {
  const c = text.charCodeAt(end);
  const next = text.charCodeAt(end + 1);
  if (isWord(c)) return extensionEnd(text, end) > end;
  if (c === 45) return !isAsciiLetter(next);
  if (c === 58) return !isDigit(next);
  if (c === 64) return isSipUser(text, end);
  return c !== 61 && (c !== 37 || isHex(next));
}

const HOST = /@[\w-]{1,64}(?![\w.-])/y;

/** `SIP/+33142685300@carrier`: with a whole domain it is an address, found as one. */
function isSipUser(text: string, end: number): boolean {
  HOST.lastIndex = end;
  return HOST.test(text) && /\+\d{7,15}$/.test(text.slice(Math.max(0, end - 16), end));
}

const EXTENSION = /(?:[ ,;]{0,2}(?:x|ext(?:ension|n)?\.?[ :]?|ramal |poste |dw )|;ext=| ?#)\d{1,6}(?!\w)/iy;

/** What an extension begins with. */
const EXTENDS = new Set([..." ,;#xerpdXERPD"].map((char) => char.charCodeAt(0)));

export function extensionEnd(text: string, end: number): number {
  if (!EXTENDS.has(text.charCodeAt(end))) return end;
  EXTENSION.lastIndex = end;
  return EXTENSION.test(text) ? EXTENSION.lastIndex : end;
}
