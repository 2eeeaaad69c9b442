import { NotFoundError } from "@mdmkit/runtime";
import type { Device } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";

type ToyRecord = { id: string; serial?: string; token?: string };

/** The least a vendor can be: a list of devices and their ids, with a log of what was asked of it. */
export function toyVendor({
  records = [{ id: "d1", serial: "S1" }],
  failing,
}: {
  records?: ToyRecord[];
  failing?: string;
} = {}) {
  const sent: string[] = [];
  const reads: string[] = [];
  const vendor = {
    id: "acme",
    name: "Acme",
    operations: {
      lock: { method: "POST", path: "/devices/{id}/lock" },
      remove: { method: "DELETE", path: "/devices/{id}" },
    },
    secretBodies: { lock: ["pin", "list[].pin", "inner.pin", "byName.*.pin"] },
    client: {
      async request(operation: string) {
        sent.push(operation);
        if (operation === failing) throw new Error(`${operation} failed`);
        return { data: { did: operation }, response: new Response() };
      },
    },
    check: async () => ({ organizationId: null, organizationName: null }),
    devices: {
      pageSize: 10,
      filters: ["name"] as const,
      secrets: ["token"],
      async list() {
        reads.push("list");
        return { items: records.map((record) => ({ ...record })) };
      },
      async get(id: string): Promise<ToyRecord> {
        reads.push(`get ${id}`);
        const record = records.find((candidate) => candidate.id === id);
        if (record) return { ...record };
        throw new NotFoundError("there is none.", { vendor: "acme", operation: "get" });
      },
      map: ({ id, serial }: ToyRecord): Device => ({ id, name: `Device ${id}`, serial_number: serial }),
    },
  } satisfies Vendor;
  return { vendor, sent, reads };
}
