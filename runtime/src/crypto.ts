/** node:crypto, loaded when it is first needed: it takes as long as the rest of this package. */
export const crypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");
