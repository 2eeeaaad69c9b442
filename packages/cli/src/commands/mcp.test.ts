import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { runCli } from "../fixtures/run-cli.ts";

/** A client of a few lines, which knows nothing of the library of the server. */
function createLineClient() {
  const stdin = new PassThrough();
  const waiting = new Map<number, (message: { result?: Record<string, unknown> }) => void>();
  let unread = "";
  return {
    stdin,
    onStdout(text: string) {
      const lines = (unread + text).split("\n");
      unread = lines.pop() ?? "";
      for (const message of lines.map((line) => JSON.parse(line))) waiting.get(message.id)?.(message);
    },
    send(message: object) {
      stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
    },
    request(id: number, method: string, params: object) {
      const response = new Promise<{ result?: Record<string, unknown> }>((resolve) =>
        waiting.set(id, resolve),
      );
      this.send({ id, method, params });
      return response;
    },
  };
}

it("serves a client on standard input and output, and ends with it", async () => {
  const client = createLineClient();
  const { stdin, onStdout } = client;
  const running = runCli(["mcp", "--sandbox", "--vendor", "fleet", "--sandbox-devices", "3"], {
    stdin,
    onStdout,
  });
  const { result } = await client.request(1, "initialize", {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "lines", version: "1" },
  });
  expect(result).toMatchObject({ protocolVersion: "2025-06-18", serverInfo: { name: "mdmkit" } });
  client.send({ method: "notifications/initialized" });
  const found = await client.request(2, "tools/call", { name: "count_devices", arguments: {} });
  expect(found.result).toMatchObject({
    structuredContent: { devices: 3, complete: true },
    content: [{ text: expect.stringMatching(/^Complete\. 3 devices in 1 account\.\n/) }],
  });
  stdin.end();
  const { code, stderr } = await running;
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "Fleet sandbox: sample data, no requests to the vendor.\n",
  });
});

it("does not wait for a person at a terminal", async () => {
  const { code, stderr } = await runCli(["mcp", "--sandbox"], { columns: 80, stdin: "" });
  expect(code).toBe(2);
  expect(stderr).toContain("This command speaks with a program");
});

it("fails at once when the configuration lacks credentials", async () => {
  const { code, stdout } = await runCli(["mcp", "--vendor", "fleet"]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
});
