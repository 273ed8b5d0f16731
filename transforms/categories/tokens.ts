/** `FileSystemTool.service` → `["file", "system", "tool", "service"]`; `OpenAIClient` → `["open", "ai", "client"]`. */
export function tokens(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z\d]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

/** The words of a name, with neighbours joined where they are `compound`: `rate-limit-cache` → `["ratelimit", "cache"]`. */
export function words(name: string, compound: (first: string, second: string) => boolean): readonly string[] {
  const parts = tokens(name);
  const joined: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const word = parts[at] ?? "";
    const next = parts[at + 1];
    const pair = next !== undefined && compound(word, next);
    joined.push(pair ? word + next : word);
    if (pair) at++;
  }
  return joined;
}

/** PascalCase of a name, its capitals kept: `chat.controller` → `ChatController`, `searchAPI` → `SearchAPI`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z\d]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
