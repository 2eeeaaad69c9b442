import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { printGoals } from "../goals.ts";
import { printTable } from "../table.ts";
import type { TenantCalls, TenantTimes } from "./call-tenants.ts";

const TENANTS = 40;
const REQUESTS = 10;
const CALLS = 200;
/** The first requests start at once, the others as the vendor allows. */
const ALLOWED = CALLS / REQUESTS - 1;

/** How well many tenants in one process use what a vendor allows each of them, and how often it refuses one. */
export async function benchLimits({ rounds }: { rounds: number }): Promise<void> {
  const measured: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 1; round <= rounds; round += 1) measured.push(await measure());
  const rows = measured.map(({ longest, mean, requests, refused }, at) => ({
    round: at + 1,
    "longest s": longest.toFixed(2),
    "over the time allowed": (longest / ALLOWED).toFixed(2),
    "over the mean": (longest / mean).toFixed(2),
    requests,
    "answered 429 %": ((100 * refused) / requests).toFixed(2),
  }));
  printTable(`${TENANTS} tenants with ${CALLS} calls each, ${REQUESTS} a second allowed: ${ALLOWED} s`, rows);
  const of = (pick: (round: (typeof measured)[number]) => number) => measured.map(pick);
  printGoals([
    {
      what: "40 tenants, time : what the limit allows",
      most: 1.15,
      figures: of((one) => one.longest / ALLOWED),
    },
    { what: "40 tenants, longest : mean", most: 1.2, figures: of((one) => one.longest / one.mean) },
    {
      what: "40 tenants, requests answered 429, %",
      most: 2,
      figures: of((one) => (100 * one.refused) / one.requests),
    },
  ]);
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
  return { longest, mean, ...counts };
}

function start(program: URL, argument: string) {
  return fork(fileURLToPath(program), [argument], { execArgv: ["--conditions=@mdmkit/source"] });
}
