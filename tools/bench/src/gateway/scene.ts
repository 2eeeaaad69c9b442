import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "../processes/start-child.ts";
import { startServer } from "../server/start-server.ts";
import type { GatewayReady, GatewayUsage } from "./gateway-process.ts";
import type { LibraryLoad } from "./library-process.ts";
import type { HttpLoad } from "./load-process.ts";
import type { Measured } from "./measure-calls.ts";
import type { Health, VendorServerReady } from "./vendor-server.ts";

/** Values that open a vendor's account, for the library and for the gateway. */
export type AccountValues = Readonly<Record<string, string>>;
export type Scene = Awaited<ReturnType<typeof openScene>>;

/** Signs in to the page server, which looks at no credentials. */
const PAGE_VALUES: Readonly<Record<string, AccountValues>> = {
  jumpcloud: { apiKey: "k" },
  "ivanti-neurons": { token: "t", deviceSpaceId: "23003" },
  "jamf-pro": { token: "t" },
};

const program = (file: string) => new URL(file, import.meta.url);

/** Starts a gateway, vendors, loads and the library, each in a process of its own. */
export async function openScene() {
  const folder = await mkdtemp(join(tmpdir(), "mdmkit-bench-"));
  const startGateway = () =>
    startChild<GatewayReady, "cpu" | "memory", GatewayUsage>(program("gateway-process.ts"), {
      env: { BENCH_FOLDER: folder },
    });
  const gateway = await startGateway();
  const startVendors = () => startChild<VendorServerReady, "trace", string[]>(program("vendor-server.ts"));
  const startLoad = () => startChild<string, HttpLoad, Measured>(program("load-process.ts"));
  const [vendors, sickVendors, pages] = [await startVendors(), await startVendors(), await startServer()];
  const [load, sickLoad] = [await startLoad(), await startLoad()];
  const library = await startChild<string, LibraryLoad, Measured>(program("library-process.ts"));
  const headers = { authorization: `Bearer ${gateway.ready.token}` };

  return {
    gateway,
    vendors,
    load,
    sickLoad,
    library,
    headers,
    /** Another gateway on the same database, which has to be PostgreSQL. */
    startReplica: startGateway,
    /** Of a vendor that returns one record at a time. */
    valuesOf(vendor: string, health: Health = "well"): AccountValues {
      const { accounts, port } = (health === "well" ? vendors : sickVendors).ready;
      const { values, basePath } = accounts[vendor] ?? { values: {}, basePath: "" };
      return { ...values, baseUrl: `http://127.0.0.1:${port}/${health}/${vendor}${basePath}` };
    },
    /** Of a vendor that returns pages of devices. */
    pageValuesOf: (vendor: string, devices: number): AccountValues => ({
      ...PAGE_VALUES[vendor],
      baseUrl: pages.urlOf(vendor, devices),
    }),
    /** Connects an account to the gateway, and gives the address of its devices. */
    async connect(vendor: string, values: AccountValues): Promise<(path: string, query?: string) => string> {
      const response = await fetch(`${gateway.ready.url}/admin/accounts`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ vendor, name: vendor, values }),
      });
      const account: { id?: string } = await response.json();
      if (!account.id) throw new Error(`No account: ${JSON.stringify(account)}`);
      return (path, query = "") =>
        `${gateway.ready.url}/unified/mdm/${path}?integrated_account_id=${account.id}${query}`;
    },
    async close(): Promise<void> {
      for (const child of [gateway, vendors, sickVendors, load, sickLoad, library, pages]) child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
