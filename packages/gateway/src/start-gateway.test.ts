import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unpackPreparedDatabase } from "./fixtures/prepared-database.ts";
import { startGateway } from "./start-gateway.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mdmkit-start-"));
  await unpackPreparedDatabase(join(folder, "database"));
});
afterAll(() => rm(folder, { recursive: true }));

test("creates the first token only after it listens, so that a failed start loses none", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const options = { folder, log: () => {} };
  await expect(startGateway({ ...options, port })).rejects.toThrow(`Port ${port} is in use.`);
  await new Promise((resolve) => other.close(resolve));
  const gateway = await startGateway({ ...options, port });
  await gateway.close();
  expect(gateway.token).toMatch(/^mdmkit_/);
});
