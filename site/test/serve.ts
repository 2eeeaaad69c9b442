import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What `pnpm site test` builds, and the path below which it expects to be served. */
export const FOLDER = fileURLToPath(new URL("../.test-site", import.meta.url));
export const BASE = "/below/a/path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Serves the built site on a free port of this machine, as any web server would. */
export async function serve(): Promise<{ origin: string; server: Server }> {
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://127.0.0.1");
    const path = decodeURIComponent(pathname.slice(BASE.length)).replace(/\/$/, "/index.html");
    const content = pathname.startsWith(`${BASE}/`)
      ? await readFile(join(FOLDER, path)).catch(() => null)
      : null;
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(content ? 200 : 404, { "content-type": type }).end(content ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { origin: `http://127.0.0.1:${address.port}`, server };
}
