import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { printTable } from "../table.ts";
import type { TenantCalls, TenantTimes } from "./call-tenants.ts";

const TENANTS = 40;
const REQUESTS = 10;
const CALLS = 200;
/** The first requests start at once, the others as the vendor allows. */
const ALLOWED = CALLS / REQUESTS - 1;

/** How well many tenants in one process use what a vendor allows each of them, and how often it refuses one. */
export async function benchLimits({ rounds }: { rounds: number }): Promise<void> {
  const rows = [];
  for (let round = 1; round <= rounds; round += 1) rows.push({ round, ...(await measure()) });
  printTable(`${TENANTS} tenants with ${CALLS} calls each, ${REQUESTS} a second allowed: ${ALLOWED} s`, rows);
}

async function measure() {
  const server = start(new URL("limited-server.ts", import.meta.url), String(REQUESTS));
  const [url] = await once(server, "message");
  const plan: TenantCalls = { url, tenants: TENANTS, calls: CALLS, requests: REQUESTS };
  const [message] = await once(
    start(new URL("call-tenants.ts", import.meta.url), JSON.stringify(plan)),
    "message",
  );
  const { seconds }: TenantTimes = message;
  const counts: { requests: number; refused: number } = await (await fetch(`${url}/counts`)).json();
  server.disconnect();
  const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
  const longest = Math.max(...seconds);
  return {
    "longest s": longest.toFixed(2),
    "over the time allowed": (longest / ALLOWED).toFixed(3),
    "over the mean": (longest / mean).toFixed(3),
    requests: counts.requests,
    "answered 429 %": ((100 * counts.refused) / counts.requests).toFixed(2),
  };
}

function start(program: URL, argument: string) {
  return fork(fileURLToPath(program), [argument], { execArgv: ["--conditions=@mdmkit/source"] });
}
