/** ts-morph's own TypeScript compiler: the one parser of the engine. The user's `typescript` is never loaded. */
export { ts } from "./compiler.js";
