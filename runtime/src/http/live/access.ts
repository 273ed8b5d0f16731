import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/** Whether only programs of this machine reach what listens there. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Why a request is not answered: nobody said who they are, or a page elsewhere speaks through this machine's browser. */
export type Refusal = { readonly status: 401 | 403; readonly reason: string };

/**
 * With a token every request must give it: `Authorization: Bearer <token>`, or as the password of Basic, for which a
 * browser asks. Without one the name that is asked for must be this machine's, or any site could point its own name
 * here and read along (DNS rebinding).
 */
export function refusalOf(request: IncomingMessage, token: string | undefined): Refusal | undefined {
  if (token !== undefined)
    return isEqual(givenToken(request.headers.authorization), token)
      ? undefined
      : {
          status: 401,
          reason: "a token is needed: Authorization: Bearer <token>, or Basic with it as password",
        };
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  return isLoopback(host)
    ? undefined
    : { status: 403, reason: `served to this machine only, not to ${JSON.stringify(host)}` };
}

function givenToken(authorization: string | undefined): string {
  const [scheme, value = ""] = (authorization ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer") return value;
  if (scheme?.toLowerCase() !== "basic") return "";
  const pair = Buffer.from(value, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}

/** In the same time for any guess. */
const isEqual = (given: string, token: string): boolean => timingSafeEqual(digest(given), digest(token));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
