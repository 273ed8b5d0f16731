/** The TypeScript compiler inside ts-morph: the one parser of the engine. The user's own `typescript` is never loaded. */
export { ts } from "ts-morph";
