import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { MAX_BYTES, originOf, readOrigin } from "./read-origin.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}/api.json`;
}

async function read(url: string): Promise<string> {
  return (await readOrigin(originOf(url, "/"), "there")).bytes.toString();
}

describe("a URL", () => {
  it("is read from loopback, redirects followed", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/api.json") response.writeHead(302, { location: "/moved" }).end();
      else response.end("{}");
    });
    expect(await read(url)).toBe("{}");
  });

  it.each([
    ["http://example.com/api.json", "http is not read, only https"],
    ["ftp://example.com/api.json", "ftp is not read, only https"],
    ["file:///etc/passwd", "file is not read, only https"],
    ["https://me:hush@example.com/api.json", "the URL contains a password"],
    ["https://", "not a URL"],
  ])("%s is rejected", (url, message) => {
    expect(() => originOf(url, "/")).toThrow(message);
    expect(() => originOf(url, "/")).not.toThrow("hush");
  });

  it("that redirects to plain http is rejected", async () => {
    const url = await serve((_, response) =>
      response.writeHead(301, { location: "http://example.com/" }).end(),
    );
    await expect(read(url)).rejects.toThrow("there  http is not read, only https");
  });

  it("that redirects endlessly is rejected", async () => {
    const url = await serve((_, response) => response.writeHead(301, { location: "/again" }).end());
    await expect(read(url)).rejects.toThrow("there  more than 5 redirects");
  });

  it("that returns an error is rejected with its status", async () => {
    const url = await serve((_, response) => response.writeHead(403).end());
    await expect(read(url)).rejects.toThrow("there  the server returned 403");
  });

  it("that cannot be reached is rejected with the reason", async () => {
    const url = await serve((_, response) => response.end());
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    await expect(read(url)).rejects.toThrow("there  it cannot be fetched: ECONNREFUSED");
  });

  it("is read only up to the limit", async () => {
    const piece = Buffer.alloc(1024 * 1024, " ");
    let sent = 0;
    const url = await serve((_, response) => {
      const more = () => {
        while (sent < 4 * MAX_BYTES && response.write(piece)) sent += piece.length;
        if (sent < 4 * MAX_BYTES) response.once("drain", more);
      };
      more();
    });
    await expect(read(url)).rejects.toThrow("there  larger than 64 MB");
    expect(sent).toBeLessThan(2 * MAX_BYTES);
  });
});
