import { createJumpCloudClient } from "@mdmkit/jumpcloud";
import { createLimiter } from "@mdmkit/runtime";

/** Tenants in one process, each with so many calls that are all made at once. */
export type TenantCalls = {
  readonly url: string;
  readonly tenants: number;
  readonly calls: number;
  readonly requests: number;
};
/** Seconds that each tenant took. */
export type TenantTimes = { readonly seconds: readonly number[] };

const [text = ""] = process.argv.slice(2);
const { url, tenants, calls, requests }: TenantCalls = JSON.parse(text);

async function callAll(tenant: number): Promise<number> {
  const apiKey = `key-${tenant}`;
  const client = createJumpCloudClient({ apiKey, baseUrl: url, limiter: createLimiter({ requests }) });
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: calls }, (_, id) => client.systems_get({ path: { id: String(id) } })),
  );
  return (performance.now() - startedAt) / 1000;
}

const times: TenantTimes = {
  seconds: await Promise.all(Array.from({ length: tenants }, (_, tenant) => callAll(tenant))),
};
process.send?.(times);
process.disconnect?.();
