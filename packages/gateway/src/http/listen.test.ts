import { EventEmitter, once } from "node:events";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, expect, it, vi } from "vitest";
import { listen } from "./listen.ts";

const NEVER_MS = 2 ** 31 - 1;

afterEach(() => {
  vi.useRealTimers();
});

/** Sends requests until the server accepts no new connection. */
async function untilRefused(url: string): Promise<void> {
  const send = async () => {
    const [response] = await once(request(url, { agent: false }).end(), "response");
    await text(response);
  };
  let code: unknown;
  while (code !== "ECONNREFUSED") code = await send().catch((error) => error.code);
}

it("closes while a stream is running", async () => {
  const endless = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(8)) });
  const gateway = { fetch: async () => new Response(endless), close() {} };
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {}, graceMs: NEVER_MS });
  const client = request(server.url).end();
  const [response] = await once(client, "response");
  response.on("error", () => {});
  await once(response, "data");
  await server.close();
  expect(await fetch(server.url).catch(() => "closed")).toBe("closed");
});

it("finishes running requests", async () => {
  const events = new EventEmitter();
  const [asked, done] = [once(events, "asked"), once(events, "done")];
  const gateway = {
    async fetch() {
      events.emit("asked");
      await done;
      return new Response("done");
    },
    close() {},
  };
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {}, graceMs: NEVER_MS });
  const response = fetch(server.url);
  await asked;
  const closing = server.close();
  events.emit("done");
  expect(await (await response).text()).toBe("done");
  await closing;
});

it("closes connections while it drains, and resets none that is in use", async () => {
  const events = new EventEmitter();
  const [asked, done] = [once(events, "asked"), once(events, "done")];
  let calls = 0;
  const gateway = {
    async fetch() {
      if (++calls !== 2) return new Response("at once");
      events.emit("asked");
      await done;
      return new Response("late");
    },
    close() {},
  };
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {}, graceMs: NEVER_MS });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = async () => {
    const [response] = await once(request(server.url, { agent }).end(), "response");
    return { connection: response.headers.connection, text: await text(response) };
  };
  expect(await send()).toEqual({ connection: "keep-alive", text: "at once" });
  const late = send();
  await asked;
  const closing = server.close();
  await untilRefused(server.url);
  events.emit("done");
  expect(await late).toEqual({ connection: "close", text: "late" });
  await closing;
  agent.destroy();
});

it("lets clients leave before it closes idle connections", async () => {
  const gateway = { fetch: async () => new Response("ok"), close() {} };
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {}, drainMs: NEVER_MS });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = async () => {
    const [response] = await once(request(server.url, { agent }).end(), "response");
    await text(response);
    return response.headers.connection;
  };
  expect(await send()).toBe("keep-alive");
  const closing = server.close();
  await untilRefused(server.url);
  // The connection was idle when the server began to stop. Its next request gets a response, and is its last.
  expect(await send()).toBe("close");
  await closing;
  expect(await fetch(server.url).catch(() => "closed")).toBe("closed");
  agent.destroy();
});

it("refuses new connections while it drains", async () => {
  const gateway = { fetch: async () => new Response("ok"), close() {} };
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {}, drainMs: NEVER_MS });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = async () => {
    const [response] = await once(request(server.url, { agent }).end(), "response");
    return text(response);
  };
  await send();
  const closing = server.close();
  await untilRefused(server.url);
  expect(await send()).toBe("ok");
  await closing;
  agent.destroy();
});

it("resets no connection under load", async () => {
  const gateway = { fetch: async () => new Response("ok"), close() {} };
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {}, drainMs: NEVER_MS });
  const agent = new Agent({ keepAlive: true });
  const endOf = async (): Promise<unknown> => {
    try {
      for (;;) {
        const [response] = await once(request(server.url, { agent }).end(), "response");
        await text(response);
      }
    } catch (error) {
      return error;
    }
  };
  const clients = Array.from({ length: 50 }, endOf);
  for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
  await server.close();
  for (const end of await Promise.all(clients)) expect(end).toMatchObject({ code: "ECONNREFUSED" });
  agent.destroy();
});

it("waits longer for requests that may write than for others", async () => {
  const events = new EventEmitter();
  const [asked, done] = [once(events, "asked"), once(events, "done")];
  let calls = 0;
  const gateway = {
    async fetch({ method }: Request) {
      if (++calls === 2) events.emit("asked");
      if (method === "GET") await new Promise<never>(() => {});
      await done;
      return new Response("written");
    },
    close() {},
  };
  const graces = { graceMs: 1, writeGraceMs: NEVER_MS };
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {}, ...graces });
  const read = fetch(server.url).catch(() => "cut off");
  const write = fetch(server.url, { method: "POST" });
  await asked;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const closing = server.close();
  await vi.advanceTimersByTimeAsync(60_000);
  events.emit("done");
  expect(await (await write).text()).toBe("written");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await read).toBe("cut off");
  await closing;
});

it("says why it cannot listen", async () => {
  const gateway = { fetch: async () => new Response(null), close() {} };
  const listening = listen(gateway, { host: "192.0.2.1", port: 0, log: () => {} });
  await expect(listening).rejects.toMatchObject({
    name: "InvalidInputError",
    message: "192.0.2.1 is not an address of this machine.",
  });
});
