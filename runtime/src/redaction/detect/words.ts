/** What a word directly before a number says about it. */
export type WordKind = "phone" | "ssn" | "version" | "other" | "loose" | "between" | "toward" | "id";

const LISTS = {
  phone:
    "phone phones telephone cellphone homephone workphone phonenumber phoneno tel tél cell cellular fax telefax gsm handy sms callto celular telefon telefone telefono teléfono téléphone movil móvil mobil mobile mobilenumber festnetz rufnummer telefonnummer handynummer mobilnummer whatsapp msisdn caller 電話 電話番号 携帯 电话 手机 手机号 号码 फ़ोन फोन मोबाइल телефон тел",
  ssn: "ssn ssns socialsecuritynumber",
  version:
    "v v8 ver rev version versions fileversion assemblyversion productversion release build firmware sdk oid section sect chapter clause paragraph appendix rfc upgrade upgraded upgrading downgrade downgraded bump bumped bumping",
  /** Not a person's, whatever the layout. */
  other:
    "order orders invoice ticket sku part model serial license licence tracking awb isbn issn ean upc gtin imei iccid iban lot batch po commit timestamp ts epoch seed passport doi pmid arxiv chunk span trace uuid cpf cnpj vat ein tin sin cas bytes length offset",
  /** Not a phone; but a card or a social security number may be called so. */
  loose:
    "case ref reference account acct customer item request pid port zip postal routing mrn nhs row rows page pages pp line lines usd eur gbp price total amount count size position width height mac",
  /** May stand between the word that matters and the number. */
  between: "number num no nr nº code is was #",
  toward: "from to at on",
  id: "id ids",
} as const satisfies Record<WordKind, string>;

export const WORDS: ReadonlyMap<string, WordKind> = new Map(
  (Object.keys(LISTS) as WordKind[]).flatMap((kind) =>
    LISTS[kind].split(" ").map((word): [string, WordKind] => [word, kind]),
  ),
);

/** Words nearby that make a number of a usual length a phone's. */
export const PHONE_WORD =
  /(?:(?:^|[^a-z])(?:(?:tel|cell|mobile|fax|call|dial|ring|sms|whatsapp|contact|reach|hotline|handy|celular|portable)(?:s|ed|ing)?(?![a-z_])|text (?:me|us|him|her|at|to|$)|phone(?!_REDACTED)|telefon|m[oó]vil|telefone|tel[eé]fono|t[ée]l[ée]phone)|(?:電話|携帯|电话|手机))[^\n]*$/i;
