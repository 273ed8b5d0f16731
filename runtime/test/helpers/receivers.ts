import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** How the server answers: with a status, after a while, or never. */
export type Mood = {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  delayMs?: number;
  silent?: boolean;
};

export type Receiver<T> = {
  readonly port: number;
  /** What was accepted. */
  readonly received: T[];
  /** Every request, refused ones too. */
  readonly attempts: () => number;
  readonly mood: Mood;
  readonly close: () => Promise<void>;
};

/** A service on the loopback interface: `read` makes of a body what is received. */
export async function startReceiver<T>(
  read: (body: Buffer, request: IncomingMessage) => readonly T[],
  answer: (received: readonly T[]) => unknown = () => ({}),
  port = 0,
): Promise<Receiver<T>> {
  const received: T[] = [];
  const mood: Mood = {};
  let attempts = 0;
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      attempts += 1;
      const raw = Buffer.concat(parts);
      const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
      if (mood.silent) return;
      setTimeout(() => respond(response, body, request), mood.delayMs ?? 0);
    });
  });
  function respond(response: ServerResponse, body: Buffer, request: IncomingMessage): void {
    const status = mood.status ?? 200;
    const items = status < 300 ? read(body, request) : [];
    received.push(...items);
    response.writeHead(status, { "content-type": "application/json", ...mood.headers });
    response.end(JSON.stringify(status < 300 ? answer(items) : { err: 1, message: `status ${status}` }));
  }
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  // A test that fails before it closes the server must not keep the suite running.
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    received,
    attempts: () => attempts,
    mood,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type SentryItem = {
  readonly envelope: Record<string, unknown> & { readonly trace?: Record<string, string> };
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a stranger sends has no type here.
  readonly payload: any;
};

/** Items of a Sentry envelope: a line of headers, then a header and a payload for each item. */
export function readEnvelope(body: Buffer): readonly SentryItem[] {
  const [head = "{}", ...lines] = body.toString("utf8").split("\n");
  const items: SentryItem[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const { type } = JSON.parse(lines[i] ?? "{}") as { type: string };
    items.push({ envelope: JSON.parse(head), type, payload: JSON.parse(lines[i + 1] ?? "null") });
  }
  return items;
}

export const startSentry = (port = 0): Promise<Receiver<SentryItem>> =>
  startReceiver(
    (body) => readEnvelope(body).filter(({ type }) => type === "event"),
    () => ({ id: "x" }),
    port,
  );

// biome-ignore lint/suspicious/noExplicitAny: what a stranger sends has no type here.
export type RollbarItem = { readonly token: string | undefined; readonly data: any };

export const startRollbar = (): Promise<Receiver<RollbarItem>> =>
  startReceiver(
    (body, { headers }) => {
      const { data } = JSON.parse(body.toString("utf8")) as { data: unknown };
      return [{ token: headers["x-rollbar-access-token"] as string | undefined, data } as RollbarItem];
    },
    ([item]) => ({ err: 0, result: { uuid: item?.data.uuid } }),
  );

export async function until(done: () => boolean, timeoutMs = 10_000): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return done();
}
