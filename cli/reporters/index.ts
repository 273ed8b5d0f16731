import { diff } from "./diff.ts";
import { json } from "./json.ts";
import { pretty } from "./pretty.ts";
import type { Reporter } from "./result.ts";

export const REPORTERS = { pretty, json, diff } as const satisfies Record<string, Reporter>;
