import { SHORT, Trait, type Traits, traitsOf, UNKNOWN } from "./detect/traits.ts";

declare const json: unique symbol;
/** The text of one JSON value; as a type of its own, so that no raw text gets into a line. */
export type JsonText = string & { readonly [json]: true };

/** A text as JSON writes it. */
export const quote = (text: string): JsonText =>
  quoteRead(text, text.length > SHORT ? UNKNOWN : traitsOf(text));

/** The same for a text whose traits are known: most have nothing to be escaped. */
export const quoteRead = (text: string, traits: Traits): JsonText =>
  ((traits & (Trait.Escaped | Trait.Foreign)) === 0 ? `"${text}"` : JSON.stringify(text)) as JsonText;
