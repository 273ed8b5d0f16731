/** What a word directly before a number says about it. */
export type WordKind = "phone" | "ssn" | "version" | "other" | "loose" | "between" | "toward" | "id" | "card";

/** What the word before a number is: of the kinds that decide. */
export type Label = Exclude<WordKind, "between" | "toward"> | "none";

const LISTS = {
  phone:
    "phone phones telephone cellphone homephone workphone phonenumber phoneno tel tél cell cellular fax telefax gsm handy sms callto celular telefon telefone telefono teléfono téléphone movil móvil mobil mobile mobilenumber festnetz rufnummer telefonnummer handynummer mobilnummer whatsapp msisdn caller 電話 電話番号 携帯 电话 手机 手机号 号码 फ़ोन फोन मोबाइल телефон тел mob tlf puhelin puh tfno telefoonnummer callerid",
  ssn: "ssn ssns socialsecuritynumber social",
  version:
    "v v8 ver rev version versions dotnet java jdk jre dalvik chrome firefox safari cuda fileversion assemblyversion productversion release build firmware sdk oid section sections sect chapter chapters clause clauses paragraph appendix rfc fw hw update updating upgrade upgraded upgrading downgrade downgraded bump bumped bumping",
  /** Not a person's, whatever the layout. */
  other:
    "policy parcel parcels shipment order orders invoice ticket sku part model serial license licence tracking awb isbn issn ean upc gtin imei iccid iban lot batch po commit timestamp ts epoch seed passport doi pmid arxiv chunk span trace uuid cpf cnpj vat ein cas ustid siret siren rechnung rechnungsnummer auftrag auftragsnummer bestellung bestellnummer kundennummer vertrag vertragsnummer artikelnummer seriennummer sendungsnummer aktenzeichen commande facture pedido factura ordine fattura bestelling factuur faktura заказ счет 订单 订单号 注文 注文番号 주문 주문번호 bytes length offset",
  /** Not a phone; but a card or a social security number may be called so. */
  loose:
    "tin sin booking reservation confirmation transaction txn receipt voucher coupon claim member membership contract docket subscription session employee badge case ref reference account acct customer item request pid port zip postal routing mrn nhs row rows page pages pp line lines usd eur gbp price total amount count size position width height mac",
  /** A payment card's. */
  card: "card cards cc pan creditcard cardnumber cardno visa mastercard amex maestro unionpay karte kreditkarte carte tarjeta cartão カード カード番号 卡号 银行卡",
  /** May stand between the word that matters and the number. */
  between: "s number num no nr nº code is was #",
  toward: "from to at on",
  id: "id ids",
} as const satisfies Record<WordKind, string>;

export const WORDS: ReadonlyMap<string, WordKind> = new Map(
  (Object.keys(LISTS) as WordKind[]).flatMap((kind) =>
    LISTS[kind].split(" ").map((word): [string, WordKind] => [word, kind]),
  ),
);

/** Words that tell of a phone: whole, with an English ending, or by their beginning in languages that inflect. */
const PHONE_WORDS = {
  endings: "tel cell mobile fax call dial ring sms whatsapp contact reach hotline handy celular portable",
  whole: "bel bellen anrufen callerid tlf puh fono mobil llama",
  stems:
    "telefon telefone teléfono telefono téléphone telephone móvil movil mobiltel rufnummer appele rappele joindre llám llamar llame ligue ligar chiam zadzwo volejte soita arayın hubungi hívj звон тел моб",
  anywhere:
    "電話 携帯 电话 致電 致电 手机 전화 연락 휴대폰 핸드폰 고객센터 फोन फ़ोन कॉल मोबाइल संपर्क هاتف جوال اتصل טלפון התקשר โทร",
} as const;

const either = (words: string): string => words.replaceAll(" ", "|");

/** Words nearby that make a number of a usual length a phone's. */

const LETTER = "a-zà-ɏЀ-ӿ";

/** A word that makes a number of a usual length behind it a phone's. */
export const PHONE_WORD = new RegExp(
  `(?<![${LETTER}])(?:(?:${either(PHONE_WORDS.endings)})(?:s|ed|ing)?(?![${LETTER}_])|(?:${either(PHONE_WORDS.whole)})(?![${LETTER}_])|text (?:me|us|him|her|at|to|$)|callback[ _](?:number|no)(?![${LETTER}_])|phone(?!_REDACTED)|${either(PHONE_WORDS.stems)})|${either(PHONE_WORDS.anywhere)}`,
  "gi",
);
