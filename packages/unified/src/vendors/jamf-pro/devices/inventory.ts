import type { PrimaryCall } from "@mdmkit/unified/vendor";
import type { JamfProComputer } from "../api/record.ts";
import type { InventoryVersion, Server } from "../api/server-version.ts";
import type { JamfProReadApi, JamfProTypes } from "../generated/api/client.ts";

type ReadOptions = PrimaryCall | undefined;
type ListQuery = NonNullable<JamfProTypes["listComputers"]["input"]["query"]>;
type GetQuery = Pick<ListQuery, "section">;

type ComputerPage = { totalCount?: number; results?: readonly JamfProComputer[] };

export type Inventory = {
  list(query: ListQuery, options: ReadOptions): Promise<ComputerPage>;
  get(id: string, query: GetQuery, options: ReadOptions): Promise<JamfProComputer>;
  /** What the server has, requested where no read has shown it yet. */
  version(): Promise<InventoryVersion>;
};

/** Reads computers by the newest version of the inventory that the server has. */
export function createInventory(client: JamfProReadApi, { read, version }: Server["inventory"]): Inventory {
  return {
    list: (query, options) =>
      read<ComputerPage>((version) => {
        if (version === "v4") return client.listComputers({ query }, options);
        return version === "v3"
          ? client.listComputersV3({ query }, options)
          : client.listComputersV1({ query }, options);
      }, options?.signal),
    get: (id, query, options) =>
      read<JamfProComputer>((version) => {
        if (version === "v4") return client.getComputer({ path: { id }, query }, options);
        return version === "v3"
          ? client.getComputerV3({ path: { id }, query }, options)
          : client.getComputerV1({ path: { id }, query }, options);
      }, options?.signal),
    version,
  };
}
