import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { follow, type HttpOptions } from "./request.ts";

/**
 * The same listener, each of whose requests has its own span, under the caller's, and its correlation id.
 * @example createServer(traceRequests((request, response) => response.end("ok"))).listen(3000);
 */
export function traceRequests(listener: RequestListener, options: HttpOptions = {}): RequestListener {
  // What it returns is given back: a server with `captureRejections` looks at it.
  return function (this: unknown, request: IncomingMessage, response: ServerResponse): unknown {
    const { run, failed } = follow(request, response, options);
    return run(() => {
      try {
        return Reflect.apply<unknown, [IncomingMessage, ServerResponse], unknown>(listener, this, [
          request,
          response,
        ]);
      } catch (error) {
        failed(error);
        throw error;
      }
    });
  } as RequestListener;
}
