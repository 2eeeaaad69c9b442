import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { ProblemError, problemAt } from "../workspace/problem.ts";

/** Largest file or answer that is read, in bytes; four times the largest document known. */
export const MAX_BYTES = 64 * 1024 * 1024;

const TIMEOUT = 60_000;
const MAX_REDIRECTS = 5;

/** Where a document is read from: an absolute path, or a URL. */
export type Origin =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "url"; readonly url: URL };

/** What was read, and the address it came from in the end. */
export type Received = { readonly bytes: Buffer; readonly address: string; readonly contentType: string };

/** An origin as a person writes it; a file is looked for from `cwd`. */
export function originOf(written: string, cwd: string): Origin {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(written)) return { kind: "file", path: resolve(cwd, written) };
  if (!URL.canParse(written))
    throw problemAt(written, "not a URL", "Give an https URL or the path of a file.");
  const url = new URL(written);
  checkUrl(url, written);
  return { kind: "url", url };
}

/** Reads a file or a URL, no more than `MAX_BYTES` of it. `shown` is what messages call it. */
export function readOrigin(origin: Origin, shown: string): Promise<Received> {
  return origin.kind === "file" ? readFile(origin.path, shown) : fetchUrl(origin.url, shown);
}

async function readFile(path: string, shown: string): Promise<Received> {
  try {
    if (!(await stat(path)).isFile())
      throw problemAt(shown, "not a file", "Give the file that holds the document.");
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw tooLarge(shown);
    return { bytes: await file.readFile(), address: path, contentType: "" };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problemAt(
      shown,
      `the file cannot be read: ${codeOf(error)}`,
      "Check the path and who may read it.",
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
          `the server answers ${response.status}`,
          "Check the address, and whether it needs a login; a file works too.",
        );
      const contentType = response.headers.get("content-type") ?? "";
      return { bytes: await readBody(response, shown), address: url.href, contentType };
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problemAt(
      shown,
      `it cannot be fetched: ${codeOf(error)}`,
      "Try again, or save it to a file and give that.",
    );
  }
  throw problemAt(shown, `more than ${MAX_REDIRECTS} redirects`, "Give the address they lead to.");
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
      "the URL holds a password",
      "Save the document to a file and give that.",
    );
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback)) return;
  throw problemAt(
    shown,
    `${url.protocol.replace(":", "")} is not read, only https`,
    "Give an https URL or the path of a file.",
  );
}

function tooLarge(shown: string): ProblemError {
  return problemAt(
    shown,
    `larger than ${MAX_BYTES / 1024 / 1024} MB`,
    "Split it, or give the part that is needed.",
  );
}

/** The system's word for what went wrong; its message would name paths and addresses of this machine. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return "unknown reason";
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}
