import type { Paginated } from "@mdmkit/runtime";
import { rowsByKey, text, type Unreadable } from "@mdmkit/unified/vendor";
import type { JumpCloudReadApi } from "../generated/api/client.ts";
import { createKeptNames, type Named } from "./kept-names.ts";

type Read = (
  systemId: string,
  options: { signal?: AbortSignal | undefined; unreadable: Unreadable },
) => Promise<Named[]>;

/** Reads what a system is bound to. Graph rows hold ids only, so that names come from the lists of groups and policies. */
export function createBindings(client: JumpCloudReadApi): { groups: Read; policies: Read } {
  const groupNames = createKeptNames(({ signal }) =>
    client.paginate("groups_system_list", {}, { signal, incomplete: "report" }),
  );
  const policyNames = createKeptNames(({ signal }) =>
    client.paginate("policies_list", {}, { signal, incomplete: "report" }),
  );
  return {
    async groups(systemId, { signal, unreadable }) {
      const path = { system_id: systemId };
      const rows = client.paginate("graph_systemMemberOf", { path }, { signal, incomplete: "report" });
      return groupNames(await idsOf(rows, unreadable), { signal, unreadable });
    },

    /** Those bound directly, and those through a group. */
    async policies(systemId, { signal, unreadable }) {
      const path = { system_id: systemId };
      const rows = client.paginate("graph_systemTraversePolicy", { path }, { signal, incomplete: "report" });
      return policyNames(await idsOf(rows, unreadable), { signal, unreadable });
    },
  };
}

async function idsOf(rows: Paginated<{ id: string }>, unreadable: Unreadable): Promise<Set<string>> {
  return new Set((await rowsByKey(rows, ({ id }) => text(id), unreadable)).keys());
}
