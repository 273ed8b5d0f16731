import type { Transform } from "./door.js";

declare const transform: Transform;
export = transform;
