import { runBlob } from "../shards/blob.ts";
import { diff } from "./diff.ts";
import { json } from "./json.ts";
import { pretty } from "./pretty.ts";
import type { Reporter } from "./result.ts";

export const REPORTERS = { pretty, json, diff, blob: runBlob } as const satisfies Record<string, Reporter>;
