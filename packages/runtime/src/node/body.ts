import type { IncomingMessage } from "node:http";
import { finished, pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { InvalidResponseError } from "../errors/errors.ts";

export type BodyOptions = {
  /** Maximum bytes of the body, uncompressed. */
  readonly limit: number;
  readonly signal: AbortSignal | null | undefined;
};

/** The encodings that are offered, and another name of the first. */
const DECODERS: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  br: createBrotliDecompress,
};
export const ACCEPT_ENCODING = "gzip, br";

/** The content of a message, uncompressed. An encoding that was not offered is left as it is. */
export function contentOf(message: IncomingMessage): Readable {
  const encoding = message.headers["content-encoding"]?.trim().toLowerCase() ?? "";
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding]?.() : undefined;
  // Errors reach the reader of the decoder.
  return decoder ? pipeline(message, decoder, () => {}) : message;
}

/** Reads content to its end, in less CPU than an iteration takes. It is copied once at most: not at all if it came in one piece. */
export function bytesOf(content: Readable, { limit, signal }: BodyOptions): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  content.on("data", (chunk: Buffer<ArrayBuffer>) => {
    size += chunk.byteLength;
    if (size > limit) content.destroy(tooLarge(limit));
    else chunks.push(chunk);
  });
  return new Promise((resolve, reject) => {
    finished(content, (error) => {
      const [first] = chunks;
      if (error) reject(signal?.aborted ? signal.reason : error);
      else resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks, size));
    });
  });
}

/** Content as a stream, read no further than its reader asks. */
export function streamOf(content: Readable, options: BodyOptions): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = chunksOf(content, options);
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void content.destroy(),
    },
    { highWaterMark: 0 },
  );
}

/** Limits the size, because one vendor's endless or highly compressed response must not use up the memory. */
async function* chunksOf(
  content: Readable,
  { limit, signal }: BodyOptions,
): AsyncGenerator<Buffer<ArrayBuffer>> {
  let size = 0;
  try {
    for await (const chunk of content) {
      size += chunk.byteLength;
      // Leaving the loop closes the connection.
      if (size > limit) throw tooLarge(limit);
      yield chunk;
    }
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}

function tooLarge(limit: number): InvalidResponseError {
  return new InvalidResponseError(`a response is larger than ${limit} bytes.`, { reason: "shape" });
}
