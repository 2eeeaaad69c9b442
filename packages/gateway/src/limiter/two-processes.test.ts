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

    const answers = outputs
      .map(({ stdout }) => JSON.parse(stdout))
      .sort((one, other) => one.isFirst - other.isFirst);
    expect(answers).toEqual([{ isFirst: false }, { isFirst: true }]);
    expect(vendor.seen.starts).toHaveLength(2 * CALLS);
    expect(vendor.seen.maxConcurrent).toBeLessThanOrEqual(3);
    // 20 per second; requests reach the vendor a moment after they start.
    const spans = vendor.seen.starts.slice(20).map((at, index) => at - (vendor.seen.starts[index] ?? 0));
    expect(Math.min(...spans)).toBeGreaterThan(800);
    expect(await db.database.query("select * from gateway_limiter_lease")).toEqual([]);
  });
});

/** Responds after a while, and counts requests. */
async function startVendor() {
  const seen = { starts: [] as number[], atOnce: 0, maxConcurrent: 0 };
  const server: Server = createServer((_request, response) => {
    seen.starts.push(performance.now());
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
