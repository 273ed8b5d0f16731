/**
 * ITU-T E.164 calling codes by the least and the most digits of a national number, of landlines and mobiles
 * (operational bulletins of the ITU; least raised where only service numbers are so short).
 */
const CALLING_CODES: Readonly<Record<string, string>> = {
  "10-10": "1 7 30 58 90 91 225 229 234",
  "9-9":
    "33 34 41 56 61 93 94 211 212 218 221 233 237 240 242 244 245 249 251 255 256 260 261 262 263 351 375 380 420 590 594 596 966 992 994 995 996 998",
  "8-8":
    "45 47 65 216 222 223 226 227 228 232 235 236 253 257 266 268 350 356 357 370 371 373 374 382 386 389 502 503 504 505 506 509 591 598 689 852 853 965 968 973 974 993",
  "8-9": "32 36 51 66 213 224 250 258 264 355 377 385 387 593 855 886 962 963 970 971",
  "8-10": "20 53 57 60 64 82 84 850 856 964 976 977",
  "7-7": "238 239 246 248 269 291 297 501 592 673 674 679 680 691 692 960",
  "7-9": "31 46 48 220 231 254 265 354 423 595 967 972",
  "7-8": "230 241 267 372 507 599 670 675 961 975",
  "7-12": "62",
  "7-10": "44 63 81 92 95 98 243 353 358 378",
  "6-9": "27 40 252 359 376 381 383 421 508",
  "10-11": "52 54 55",
  "6-11": "39 43 49 352",
  "10-12": "86",
  "6-6": "298 299 672 681 687",
  "5-8": "247 290 500 597 676 677 678 682 683 685 686 688 690",
};

type NationalLengths = { readonly digits: number; readonly least: number; readonly most: number };

const LENGTHS: (NationalLengths | undefined)[] = new Array(1000).fill(undefined);
for (const [range, codes] of Object.entries(CALLING_CODES)) {
  const [least, most] = range.split("-").map(Number);
  for (const code of codes.split(" ")) {
    LENGTHS[Number(code)] = { digits: code.length, least: least!, most: most! };
  }
}

/** How long the numbers behind a calling code are; nothing if it is none. */
export const nationalLengths = (code: number): NationalLengths | undefined => LENGTHS[code];

/**
 * When a layout counts: `clear` by itself, `paren` by itself if its first group is in parentheses and else
 * like `hint`, `dash` the same with dashes too, `hint` where the text speaks of a phone.
 */
export type Weight = "clear" | "paren" | "dash" | "hint";

export type Plan = {
  readonly layout: string;
  readonly lead: RegExp;
  readonly weight: Weight;
  readonly country: string;
};

/** National layouts: the digits of each group, and how the first ones read together. */
const PLANS = [
  { layout: "3-3-4", lead: /^[2-9]/, weight: "clear", country: "US CA IT MX" },
  { layout: "3-3-4", lead: /^123456/, weight: "dash", country: "US, in examples: 123-456-7890" },
  { layout: "1-3-3-4", lead: /^1[2-9]/, weight: "clear", country: "US CA" },
  { layout: "1-10", lead: /^1[2-9]/, weight: "hint", country: "US CA" },
  { layout: "3-7", lead: /^[2-9]/, weight: "paren", country: "US CA IT" },
  { layout: "3-4", lead: /^[2-9]/, weight: "hint", country: "US CA, local" },
  { layout: "10", lead: /^[2-9]\d\d[2-9]/, weight: "hint", country: "US CA" },
  { layout: "10", lead: /^[6-9]/, weight: "hint", country: "IN" },
  { layout: "10", lead: /^0[67]/, weight: "clear", country: "FR, mobile" },
  { layout: "11", lead: /^07[1-9]/, weight: "clear", country: "GB, mobile" },
  { layout: "11", lead: /^0[789]0/, weight: "clear", country: "JP, mobile" },
  { layout: "11", lead: /^01[567]/, weight: "clear", country: "DE, mobile" },
  { layout: "12", lead: /^01[567]/, weight: "clear", country: "DE, mobile" },
  { layout: "10", lead: /^0[1-9]/, weight: "hint", country: "FR AU JP" },
  { layout: "11", lead: /^0[1-9]/, weight: "hint", country: "GB DE IN JP" },
  { layout: "12", lead: /^0[1-9]/, weight: "hint", country: "DE" },
  { layout: "11", lead: /^1[2-9]/, weight: "hint", country: "US CA CN" },
  { layout: "11", lead: /^[1-9][1-9]9/, weight: "hint", country: "BR" },
  { layout: "12", lead: /^91[6-9]/, weight: "hint", country: "IN" },
  { layout: "5-5", lead: /^[6-9]/, weight: "clear", country: "IN" },
  { layout: "2-5-4", lead: /^[1-9][1-9]9/, weight: "clear", country: "BR" },
  { layout: "2-4-4", lead: /^[1-9]/, weight: "clear", country: "BR MX" },
  { layout: "2-9", lead: /^[1-9][1-9]9/, weight: "paren", country: "BR" },
  { layout: "2-8", lead: /^[1-9][1-9][2-5]/, weight: "paren", country: "BR" },
  { layout: "5-4", lead: /^9/, weight: "hint", country: "BR, local" },
  { layout: "4-4", lead: /^(?!20\d\d20)[2-9]/, weight: "hint", country: "BR SG HK, local" },
  { layout: "3-4-4", lead: /^1[3-9]/, weight: "clear", country: "CN" },
  { layout: "3-3-3", lead: /^[5-9]/, weight: "hint", country: "ES PL" },
  { layout: "3-2-2-2", lead: /^[6-9]/, weight: "clear", country: "ES" },
  { layout: "9", lead: /^[6-9]/, weight: "hint", country: "ES" },
  { layout: "4-3-3", lead: /^1[38]00/, weight: "clear", country: "AU" },
  { layout: "2-3-3-4", lead: /^01[2-9]/, weight: "clear", country: "MX" },
  { layout: "4-4", lead: /^1[568]\d\d/, weight: "hint", country: "KR, companies" },
  { layout: "2-3-2-2", lead: /^[89]/, weight: "hint", country: "ES" },
  { layout: "3-3-2-2", lead: /^[2-9]/, weight: "hint", country: "RU TR" },
  { layout: "1-3-3-2-2", lead: /^8[3-9]/, weight: "clear", country: "RU" },
  { layout: "1-3-3-4", lead: /^8[3-9]/, weight: "clear", country: "RU" },
  { layout: "2-2-2-2", lead: /^[2-9]/, weight: "hint", country: "DK NO" },
  { layout: "3-2-3", lead: /^[489]/, weight: "hint", country: "NO" },
] as const satisfies readonly Plan[];

/** The layout as one number, 16 to the group: `3-3-4` is 0x334. */
export const PLANS_BY_LAYOUT: ReadonlyMap<number, readonly Plan[]> = byLayout(PLANS);

function byLayout(plans: readonly Plan[]): ReadonlyMap<number, readonly Plan[]> {
  const map = new Map<number, Plan[]>();
  for (const plan of plans) {
    const key = plan.layout.split("-").reduce((sum, length) => sum * 16 + Number(length), 0);
    map.set(key, [...(map.get(key) ?? []), plan]);
  }
  return map;
}
