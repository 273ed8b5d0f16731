import type { Scan } from "./types.ts";

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/g;
const BODY = /(?:[A-Za-z0-9+/=\s\\:,]|-(?!----)){0,16384}/y;
const END = /-----END [A-Z0-9 ]{0,64}-----/y;

/**
 * Private keys in PEM up to their closing line; where that is missing, because the text was cut short, as far
 * as the base64 goes. 16,384 characters hold an RSA key of 16,384 bits.
 */
export function scanPrivateKeys({ text, found }: Scan): void {
  // Its letters are rarer than the hyphens before them.
  if (!text.includes("BEGIN ")) return;
  BEGIN.lastIndex = 0;
  for (let match = BEGIN.exec(text); match !== null; match = BEGIN.exec(text)) {
    BODY.lastIndex = BEGIN.lastIndex;
    BODY.test(text);
    END.lastIndex = BODY.lastIndex;
    const end = END.test(text) ? END.lastIndex : BODY.lastIndex;
    found.push({ type: "secret", start: match.index, end });
    BEGIN.lastIndex = end;
  }
}
