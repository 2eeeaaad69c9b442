import { startGateway } from "@mdmkit/gateway";
import { answerParent } from "../processes/answer-parent.ts";

// A gateway as the command starts it, with PGlite in a folder unless DATABASE_URL names a PostgreSQL. The response to a message is
// what the process has used.
export type GatewayReady = { readonly url: string; readonly token: string };
export type GatewayUsage = {
  /** CPU of the process so far. */
  readonly microseconds: number;
  readonly rssMegabytes: number;
  /** After a collection, if memory was requested. */
  readonly heapMegabytes: number;
};

const { DATABASE_URL: databaseUrl, BENCH_FOLDER: folder } = process.env;
const keys = Buffer.alloc(32, "bench").toString("base64"); // the same each time, for databases that stay
const place = databaseUrl ? { databaseUrl, keys } : { folder, keys };
const { url, token } = await startGateway({ ...place, port: 0, allowPrivate: true, issueToken: true });

const ready: GatewayReady = { url, token: token ?? "" };
answerParent(ready, async (question: "cpu" | "memory"): Promise<GatewayUsage> => {
  const { user, system } = process.cpuUsage();
  if (question === "memory") globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    microseconds: user + system,
    rssMegabytes: rss / 2 ** 20,
    heapMegabytes: heapUsed / 2 ** 20,
  };
});
