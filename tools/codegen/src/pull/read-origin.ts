import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { ProblemError, problemAt } from "../workspace/problem.ts";

/** Limit of bytes that are read; four times the largest known document. */
export const MAX_BYTES = 64 * 1024 * 1024;

const TIMEOUT = 60_000;
const MAX_REDIRECTS = 5;

/** The source of a document: an absolute path or a URL. */
export type Origin =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "url"; readonly url: URL };

/** The bytes that were read, and their address after redirects. */
export type Received = { readonly bytes: Buffer; readonly address: string; readonly contentType: string };

/** Parses a path or URL. A path is relative to `cwd`. */
export function originOf(written: string, cwd: string): Origin {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(written)) return { kind: "file", path: resolve(cwd, written) };
  if (!URL.canParse(written))
    throw problemAt(written, "not a URL", "Pass an https URL or the path of a file.");
  const url = new URL(written);
  checkUrl(url, written);
  return { kind: "url", url };
}

/** Reads a file or a URL, at most `MAX_BYTES`. `shown` is its name in messages. */
export function readOrigin(origin: Origin, shown: string): Promise<Received> {
  return origin.kind === "file" ? readFile(origin.path, shown) : fetchUrl(origin.url, shown);
}

async function readFile(path: string, shown: string): Promise<Received> {
  try {
    if (!(await stat(path)).isFile())
      throw problemAt(shown, "not a file", "Pass the file with the document.");
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw tooLarge(shown);
    return { bytes: await file.readFile(), address: path, contentType: "" };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problemAt(
      shown,
      `the file cannot be read: ${codeOf(error)}`,
      "Check the path and its permissions.",
    );
  }
}

async function fetchUrl(start: URL, shown: string): Promise<Received> {
  const signal = AbortSignal.timeout(TIMEOUT);
  let url = start;
  try {
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const response = await fetch(url, { redirect: "manual", signal, headers: { accept: "*/*" } });
      const location = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        url = new URL(location, url);
        checkUrl(url, shown);
        continue;
      }
      if (!response.ok)
        throw problemAt(
          shown,
          `the server returned ${response.status}`,
          "Check the URL, and whether it needs a login. You can pass a file instead.",
        );
      const contentType = response.headers.get("content-type") ?? "";
      return { bytes: await readBody(response, shown), address: url.href, contentType };
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problemAt(
      shown,
      `it cannot be fetched: ${codeOf(error)}`,
      "Try again, or save it and pass the file.",
    );
  }
  throw problemAt(shown, `more than ${MAX_REDIRECTS} redirects`, "Pass the final URL.");
}

async function readBody(response: Response, shown: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MAX_BYTES) throw tooLarge(shown);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function checkUrl(url: URL, shown: string): void {
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.username || url.password) {
    throw problemAt(
      shown.replace(/\/\/[^/@]*@/, "//"),
      "the URL contains a password",
      "Save the document and pass the file.",
    );
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback)) return;
  throw problemAt(
    shown,
    `${url.protocol.replace(":", "")} is not read, only https`,
    "Pass an https URL or the path of a file.",
  );
}

function tooLarge(shown: string): ProblemError {
  return problemAt(
    shown,
    `larger than ${MAX_BYTES / 1024 / 1024} MB`,
    "Split it, or pass only the part that is needed.",
  );
}

/** The error code of the system. The message would contain local paths and addresses. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return "unknown reason";
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}
