import type { Scan } from "./types.ts";

/** How far before a number its label may begin, in UTF-16 units. */
const WINDOW = 40;

/** The text before `at`, as far as a label may reach; the text's own key stands before its start. */
export function textBefore(scan: Scan, at: number): string {
  return at > WINDOW ? scan.text.slice(at - WINDOW, at) : scan.label + scan.text.slice(0, at);
}

const after = (words: string): string => `(?:${words})["'\\s:=#(\\[>+-]{0,5}$`;

/** `phone: 415…`, `"mobile_number":"415…`, `tel:415…`, `T: 415…`, `https://wa.me/1415…`. */
const PHONE_LABEL = new RegExp(
  after(
    "(?:(?<!micro|head|i)phone|(?:^|[^a-z])(?:tel|cell|fax|gsm|handy|sms|callto|celular)|(?:telefon|tele?fono|telefone|t[ée]l[ée]phone|t[ée]l|m[oó]vil|mobile?|telefax|rufnummer|whatsapp|msisdn|caller[ _-]?id|電話(?:番号)?|携帯|电话|手机|手机号|फ़ोन))" +
      "(?:s?[ _-]?(?:number|num|no|nr|#))?\\.?(?:%3A)?(?: (?:is|at|on))?|(?:^|[^a-z])[tmpf][:.]|wa\\.me/",
  ),
  "i",
);

/** Somewhere in the sentence before it. */
const PHONE_WORD =
  /(?:^|[^a-z])(?:phone|tel|cell|mobile|fax|call|dial|ring|text|sms|whatsapp|contact|reach|hotline|telefon|handy|m[oó]vil|celular|telefone|tel[eé]fono|t[ée]l[ée]phone|portable)|電話|携帯|电话|手机/i;

/** Numbers that are something else: `order #415…`, `ISBN 0-306-…`, `"imei":"35…`. */
const OTHER_LABEL = new RegExp(
  after(
    "(?:order|invoice|ticket|sku|part|model|serial|licen[sc]e|tracking|awb|isbn(?:-1[03])?|issn|ean|upc|gtin|imei|iccid|iban|lot|batch|po|version|build|commit|timestamp|ts|epoch|seed|passport|doi|pmid|arxiv|chunk|span|trace|uuid|cpf|cnpj|vat|ein|tin|sin|cas|bytes|length|offset)" +
      "\\.?(?:[ _-]?(?:number|num|no|nr|code|id))?\\.?(?: is)?",
  ),
  "i",
);

/** More names that only a layout as loose as a phone's must be told from. */
const ID_LABEL = new RegExp(
  after(
    "(?:case|ref(?:erence)?|acc(?:oun)?t|customer|item|request|pid|port|zip|postal|routing|mrn|nhs|rows?|pages?|pp|lines?|usd|eur|gbp|price|total|amount|count|size|position|width|height|mac)" +
      "\\.?(?:[ _-]?(?:number|num|no|nr|code|id))?\\.?(?: is)?|[a-z]Id|_id|\\bids?",
  ),
  "i",
);

const SSN_LABEL = new RegExp(
  after(
    "(?:ssn|s\\.s\\.n\\.?|soc(?:ial)?[ _.-]?sec(?:urity)?)(?:[ _.-]?(?:number|num|no|nr|#))?\\.?(?:%3A)?(?: is)?",
  ),
  "i",
);

const VERSION_LABEL = new RegExp(
  "(?:(?:^|[^a-z])(?:v|ver|rev)\\.?|version|release|build|firmware|(?:^|[^a-z])(?:sdk|oid|section|sect?\\.?|chapter|clause|paragraph|appendix)|§+|upgrad(?:ed?|ing)(?: from)?|bump(?:ed|ing)?(?: from)?|[=~><]=|[~^]|~>)[\"'\\s:=(]{0,4}$" +
    "|(?:upgrad|downgrad|bump).{1,30} (?:to|from) $",
  "i",
);

/** What the words before a number make of it: a phone, something else, or nothing. */
export type PhoneContext = "label" | "word" | "other" | "none";

export function phoneContext(scan: Scan, at: number): PhoneContext {
  const before = textBefore(scan, at);
  if (PHONE_LABEL.test(before)) return "label";
  if (OTHER_LABEL.test(before) || ID_LABEL.test(before)) return "other";
  return PHONE_WORD.test(before) ? "word" : "none";
}

export const hasOtherLabel = (before: string): boolean => OTHER_LABEL.test(before);
export const hasSsnLabel = (before: string): boolean => SSN_LABEL.test(before);
export const hasVersionLabel = (before: string): boolean => VERSION_LABEL.test(before);
