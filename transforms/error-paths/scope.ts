export { boundNames, declaringScope, isReference, isShadowed } from "../syntax/scope.ts";
