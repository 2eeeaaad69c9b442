import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { describePostgres } from "../fixtures/databases.ts";

const REPLICA = fileURLToPath(new URL("../fixtures/replicas/call-vendor.ts", import.meta.url));
const KEY = Buffer.alloc(32, "k").toString("base64");
const CALLS = 40; // of each process
/** Processes read the same clock, and the database another one of the same rate. */
const CLOCK_MARGIN_MS = 100;
const run = promisify(execFile);

describePostgres("two processes on one PostgreSQL", (db) => {
  test("start together on an empty database, and share a vendor's limits", async () => {
    const vendor = await startVendor();
    const replica = () =>
      run(process.execPath, [
        "--conditions=@mdmkit/source",
        REPLICA,
        db.url ?? "",
        KEY,
        vendor.url,
        `${CALLS}`,
      ]);
    const outputs = await Promise.all([replica(), replica()]);
    vendor.server.close();

    const replicas = outputs.map(({ stdout }) => JSON.parse(stdout));
    expect(replicas.map(({ isFirst }) => isFirst).sort()).toEqual([false, true]);
    expect(vendor.seen.starts).toHaveLength(2 * CALLS);
    expect(vendor.seen.maxConcurrent).toBeLessThanOrEqual(3);
    // 20 per second. A request reaches the vendor after it starts, on a busy machine long after.
    const beganAt = Math.min(...replicas.map((replica) => replica.beganAt));
    for (const [index, at] of vendor.seen.starts.entries())
      expect(at - beganAt).toBeGreaterThan(Math.floor(index / 20) * 1000 - CLOCK_MARGIN_MS);
    expect(await db.database.query("select * from gateway_limiter_lease")).toEqual([]);
  });
});

/** Responds after a while, and counts requests. */
async function startVendor() {
  const seen = { starts: [] as number[], atOnce: 0, maxConcurrent: 0 };
  const server: Server = createServer((_request, response) => {
    seen.starts.push(Date.now());
    seen.maxConcurrent = Math.max(seen.maxConcurrent, ++seen.atOnce);
    setTimeout(() => {
      seen.atOnce--;
      response.end("{}");
    }, 30);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The port is unknown.");
  return { server, seen, url: `http://127.0.0.1:${address.port}/` };
}
