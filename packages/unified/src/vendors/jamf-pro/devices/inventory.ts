import { MdmError } from "@mdmkit/runtime";
import type { PrimaryCall } from "@mdmkit/unified/vendor";
import type { JamfProComputer } from "../api/record.ts";
import type { JamfProReadApi, JamfProTypes } from "../generated/api/client.ts";

/** Versions of the inventory of computers, which came with 11.30, 11.23 and long before. */
export type InventoryVersion = "v4" | "v3" | "v1";

type ReadOptions = PrimaryCall | undefined;
type ListQuery = NonNullable<JamfProTypes["listComputers"]["input"]["query"]>;
type GetQuery = Pick<ListQuery, "section">;

type ComputerPage = { totalCount?: number; results?: readonly JamfProComputer[] };

export type Inventory = {
  list(query: ListQuery, options: ReadOptions): Promise<ComputerPage>;
  get(id: string, query: GetQuery, options: ReadOptions): Promise<JamfProComputer>;
  /** What the server has, asked for when no read has shown it yet. */
  version(): Promise<InventoryVersion>;
};

/** Reads computers by the newest version the server has. Which that is, its first answers decide, once per client. */
export function createInventory(client: JamfProReadApi): Inventory {
  let decided: InventoryVersion | undefined;

  async function newest<Result>(
    read: (version: InventoryVersion) => Promise<Result>,
    options: ReadOptions,
  ): Promise<Result> {
    const version = decided ?? "v4";
    try {
      const result = await read(version);
      decided ??= version;
      return result;
    } catch (error) {
      // A server without v4 says "not found", and so does one without the computer: its version tells the two apart.
      if (decided || !MdmError.is(error) || error.code !== "not-found") throw error;
      decided = await ask(options?.signal);
      if (decided === version) throw error;
      return read(decided);
    }
  }

  async function ask(signal: AbortSignal | undefined): Promise<InventoryVersion> {
    return inventoryOf((await client.getJamfProVersion({}, { signal }))?.version);
  }

  return {
    list: (query, options) =>
      newest<ComputerPage>((version) => {
        if (version === "v4") return client.listComputers({ query }, options);
        return version === "v3"
          ? client.listComputersV3({ query }, options)
          : client.listComputersV1({ query }, options);
      }, options),
    get: (id, query, options) =>
      newest<JamfProComputer>((version) => {
        if (version === "v4") return client.getComputer({ path: { id }, query }, options);
        return version === "v3"
          ? client.getComputerV3({ path: { id }, query }, options)
          : client.getComputerV1({ path: { id }, query }, options);
      }, options),
    async version() {
      decided ??= await ask(undefined);
      return decided;
    },
  };
}

/** The inventory of a server such as `11.30.1-t1784555528405`; one that does not say is taken for a new one. */
function inventoryOf(version: string | undefined): InventoryVersion {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(String(version)) ?? [];
  if (minor === undefined) return "v4";
  const number = Number(major) * 1000 + Number(minor);
  if (number >= 11_030) return "v4";
  return number >= 11_023 ? "v3" : "v1";
}
