import { once } from "node:events";
import { type Readable, Writable } from "node:stream";
import { StdioServerTransport, serveStdio as serve } from "@modelcontextprotocol/server/stdio";
import { createToolServer, type ToolServerOptions } from "./server.ts";

/** What a server is made of, and the streams that it serves. */
export type StdioOptions = ToolServerOptions & {
  /** Standard input. */
  readonly stdin: Readable;
  /** Writes to standard output, which must have nothing else. */
  readonly write: (text: Uint8Array) => Promise<void>;
  /** Ends serving. */
  readonly signal: AbortSignal;
};

/** Serves one client over standard input and output, in either generation of the protocol. Resolves when the client is gone. */
export async function serveStdio({ stdin, write, signal, ...options }: StdioOptions): Promise<void> {
  const stdout = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => void write(chunk).then(() => done(), done),
  });
  const ended = Promise.race([once(stdin, "close", { signal }), once(stdin, "end", { signal })]);
  const server = serve(() => createToolServer(options), {
    transport: new StdioServerTransport(stdin, stdout),
  });
  try {
    await ended.catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  } finally {
    await server.close();
  }
}
