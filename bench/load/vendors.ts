import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

export type Vendors = {
  readonly url: string;
  /** Spans that were taken. */
  readonly spans: () => number;
  readonly end: () => Promise<void>;
};

/** A collector and an error service in one: takes everything, after `delay` ms. */
export async function startVendors(delay: number): Promise<Vendors> {
  let spans = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.url?.endsWith("/v1/traces"))
        spans += countSpans(Buffer.concat(parts), request.headers["content-encoding"]);
      setTimeout(() => response.setHeader("content-type", "application/json").end("{}"), delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => spans,
    end: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Traces = {
  readonly resourceSpans?: readonly {
    readonly scopeSpans?: readonly { readonly spans?: readonly unknown[] }[];
  }[];
};

function countSpans(body: Buffer, encoding: string | undefined): number {
  const { resourceSpans = [] } = JSON.parse(
    (encoding === "gzip" ? gunzipSync(body) : body).toString(),
  ) as Traces;
  return resourceSpans
    .flatMap(({ scopeSpans = [] }) => scopeSpans)
    .reduce((sum, { spans = [] }) => sum + spans.length, 0);
}
