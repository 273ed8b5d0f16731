import { declaration } from "./declaration.ts";
import { expression } from "./expression.ts";
import { method } from "./method.ts";
import type { SpanStrategy } from "./strategy.ts";

/** In order of preference: the one that touches least comes first. */
export const STRATEGIES = [method, expression, declaration] as const satisfies readonly SpanStrategy[];
