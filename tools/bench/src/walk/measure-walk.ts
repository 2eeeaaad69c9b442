import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { PageServer } from "../server/start-server.ts";
import type { Measured } from "./walk-one.ts";
import type { Walk } from "./ways.ts";

export type WalkResult = Measured & { requests: number };

type Plan = Omit<Walk, "url"> & { readonly latency?: number };

/** Measures one walk in a fresh process that has warmed up on a smaller fleet. */
export async function measureWalk(
  server: PageServer,
  plan: Plan,
  { heap = false, warmDevices = 10_000 }: { heap?: boolean; warmDevices?: number } = {},
): Promise<WalkResult> {
  const { vendor, devices, latency } = plan;
  const warm = { ...plan, devices: warmDevices, url: server.urlOf(vendor, warmDevices) };
  const walks: Walk[] = [warm, { ...plan, url: server.urlOf(vendor, devices, latency) }];
  await server.count();
  const child = fork(
    fileURLToPath(new URL("walk-one.ts", import.meta.url)),
    walks.map((walk) => JSON.stringify(walk)),
    { execArgv: ["--conditions=@mdmkit/source", ...(heap ? ["--expose-gc"] : [])] },
  );
  const [message] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (typeof message !== "object") throw new Error(`The walk failed: ${JSON.stringify(plan)}`);
  child.disconnect();
  const measured: Measured = message;
  if (measured.devices !== devices)
    throw new Error(`Expected ${devices} devices, received ${measured.devices}.`);
  return { ...measured, requests: (await server.count()) - Math.ceil(warmDevices / plan.pageSize) };
}
