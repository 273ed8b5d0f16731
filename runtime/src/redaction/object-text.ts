import type { Key } from "./key.ts";
import { type JsonText, quote } from "./quote.ts";

/** A JSON object as it grows. */
export class ObjectText {
  #json = "";
  #keys: Key[] = [];
  /** Names that are taken, from the first one on that redaction has changed. */
  #taken: Set<string> | undefined;

  /** An entry without a value is left out. Two keys may become the same marker; neither value is lost. */
  put(key: Key, value: JsonText): void {
    if (value.length === 0) return;
    const name = key.name === key.label && this.#taken === undefined ? key.json : this.#free(key);
    this.#json += this.#json.length === 0 ? `${name}:${value}` : `,${name}:${value}`;
    this.#keys.push(key);
  }

  #free({ name, json }: Key): JsonText {
    this.#taken ??= new Set(this.#keys.map((key) => key.name));
    let free = name;
    for (let count = 2; this.#taken.has(free); count++) free = `${name}#${count}`;
    this.#taken.add(free);
    return free === name ? json : quote(free);
  }

  get isEmpty(): boolean {
    return this.#keys.length === 0;
  }

  text(): JsonText {
    return `{${this.#json}}` as JsonText;
  }
}
