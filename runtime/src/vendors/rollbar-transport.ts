import type { IncomingHttpHeaders } from "node:http";
import type { Sent } from "../aggregation/vendor.ts";
import { patientHttp } from "./patient-http.ts";
import type { Payload } from "./rollbar-item.ts";
import { readRetryAfter } from "./sentry-limits.ts";

export type RollbarPost = {
  readonly url: string;
  readonly accessToken: string;
  readonly answered: (uuid: string, sent: Sent) => void;
};

/** What the SDK's API object posts items with: `(token, options, payload, callback)` in 2.x, one object in 3.x. */
export const rollbarTransport = ({ url, accessToken, answered }: RollbarPost) => ({
  post(first: unknown, ...others: unknown[]): void {
    const payload =
      typeof first === "object" && first !== null ? (first as { payload: unknown }).payload : others[1];
    const uuid = String((payload as { readonly data: Payload }).data.uuid);
    const body = Buffer.from(JSON.stringify(payload));
    const headers = {
      "content-type": "application/json",
      "content-length": body.length,
      "x-rollbar-access-token": accessToken,
    };
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const options = { method: "POST", protocol, hostname, port, path: pathname + search, headers };
    patientHttp
      .request(options, (response) => {
        response.resume();
        answered(uuid, sentBy(response.statusCode ?? 0, response.headers));
      })
      .on("error", ({ message }) => answered(uuid, { kind: "retry", reason: message || "not reached" }))
      .end(body);
  },
});

function sentBy(status: number, headers: IncomingHttpHeaders): Sent {
  if (status >= 200 && status < 300) return { kind: "sent" };
  const reason = `status ${status}`;
  if (status !== 429) return { kind: status >= 500 ? "retry" : "refused", reason };
  const after = headers["retry-after"] ?? headers["x-rate-limit-remaining-seconds"];
  return { kind: "retry", reason, afterMs: after === undefined ? undefined : readRetryAfter(String(after)) };
}
