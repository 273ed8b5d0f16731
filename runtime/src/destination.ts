import { pino } from "pino";
import { SYSTEM_CLOCK } from "./clock.ts";
import type { Destination, LineDestination } from "./config/settings.ts";
import { directWriter } from "./direct.ts";
import { fileSink } from "./files/file-sink.ts";

/** Where lines end up; nothing of it throws. */
export type Sink = {
  readonly write: (line: string) => void;
  readonly spans: LineDestination["span"] | undefined;
  /** Tries once more to write what could not be written; whether nothing is left. */
  readonly flush: () => boolean;
  readonly close: () => void;
};

/** Who is told of lines that are lost or late. */
export type SinkWatch = {
  readonly dropped: (reason: string) => void;
  readonly failed: (error: unknown) => void;
};

type Stream = ReturnType<typeof pino.destination>;

/** Lines held while a disk is full or a pipe is not read; beyond, they are dropped and counted. In bytes. */
const HELD = 16 * 1024 * 1024;
const NOTHING = new Uint8Array(0);
/** How often a full pipe is waited for, 100 ms each, before the program goes on without it. */
const PATIENCE = 10;

/** Opens a destination. Throws where a file cannot be opened. */
export function openSink(destination: Destination, watch: SinkWatch): Sink {
  if (typeof destination === "object" && "write" in destination) return lineSink(destination, watch);
  if (typeof destination === "object") {
    const open = (path: string): Sink => streamSink({ dest: path, mkdir: true }, watch);
    return fileSink(destination, { open, failed: watch.failed, now: SYSTEM_CLOCK.now });
  }
  return streamSink({ dest: destination === "stdout" ? 1 : 2 }, watch);
}

function lineSink(destination: LineDestination, watch: SinkWatch): Sink {
  return {
    write(line) {
      try {
        destination.write(line);
      } catch (error) {
        watch.dropped("destination threw");
        watch.failed(error);
      }
    },
    spans: destination.span?.bind(destination),
    flush: () => true,
    close: () => {},
  };
}

/**
 * pino's synchronous destination: a line is with the kernel when `write` returns, so it survives any end of the process.
 * What a full disk or an unread pipe refuses is held and tried again with the next line. Lines that nothing is held
 * before go past its queue, straight to its descriptor (see `direct.ts`).
 */
function streamSink(to: { readonly dest: string | number; readonly mkdir?: true }, watch: SinkWatch): Sink {
  let state: "open" | "stalled" | "broken" | "closed" = "open";
  let patience = PATIENCE;
  let flushesAtExit = false;
  const stream: Stream = pino.destination({
    ...to,
    sync: true,
    append: true,
    maxLength: HELD,
    contentMode: "buffer",
    retryEAGAIN: () => patience-- > 0,
  } as Parameters<typeof pino.destination>[0]);
  const direct = directWriter((stream as Stream & { readonly fd: number }).fd);
  // pino's own listener rethrows all but EPIPE as an uncaught 'error' event.
  stream.removeAllListeners("error");
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!flushesAtExit) process.once("exit", flush);
    flushesAtExit = true;
    state = error.code === "EPIPE" ? "broken" : "stalled";
    if (state === "broken") watch.dropped("closed pipe");
    watch.failed(error);
  });
  stream.on("drop", () => watch.dropped("destination full"));

  /** Through pino's queue, which waits for what is not ready and holds what it cannot write. */
  function attempt(bytes: Uint8Array): void {
    const before = state;
    patience = before === "stalled" ? 0 : PATIENCE;
    if (before === "stalled") state = "open";
    try {
      // Its types know of the other content mode only.
      stream.write(bytes as unknown as string);
    } catch (error) {
      watch.dropped("destination threw");
      watch.failed(error);
    }
  }

  function flush(): boolean {
    if (state === "stalled") attempt(NOTHING);
    return state === "open" || state === "closed";
  }

  return {
    write(line) {
      if (state === "open") {
        const left = direct(line);
        if (left !== undefined) attempt(left);
      } else if (state === "stalled") attempt(Buffer.from(line));
      else watch.dropped(state === "broken" ? "closed pipe" : "after shutdown");
    },
    spans: undefined,
    flush,
    close() {
      flush();
      if (typeof to.dest !== "string" || state === "closed") return;
      state = "closed";
      try {
        stream.destroy();
      } catch (error) {
        watch.failed(error);
      }
    },
  };
}
