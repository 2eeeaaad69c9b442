import { createSandbox } from "@mdmkit/sandbox";
import { type Capabilities, connect } from "@mdmkit/unified";
import { isVendorId, loadVendors } from "@mdmkit/unified/vendors";

/** Where a vendor's answers hold a field: in list and get, only in get, or nowhere. */
export type Presence = "list" | "get" | "none";

export type VendorCoverage = {
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly devices: ReadonlyMap<string, Presence>;
  readonly users: ReadonlyMap<string, Presence>;
};

type Reader = {
  list(): AsyncIterable<{ id: string }>;
  get(id: string): Promise<object>;
};

const DEVICES = 150;
const USERS = 40;
/** Records read one by one: enough to meet every platform of the made-up fleet. */
const READ_SINGLY = 60;

/** Reads a made-up fleet through every vendor and notes which fields ever hold a value. */
export async function observeVendors(): Promise<VendorCoverage[]> {
  const descriptors = await loadVendors();
  return Promise.all(
    descriptors.map(async (descriptor) => {
      const { id, name } = descriptor;
      if (!isVendorId(id)) throw new Error(`no sandbox of ${id}`);
      const { baseUrl, credentials, fetch } = createSandbox(id, { devices: DEVICES, users: USERS, seed: 1 });
      const mdm = connect(await descriptor.create({ ...credentials, baseUrl }, { fetch }));
      return {
        name,
        capabilities: mdm.capabilities(),
        devices: await observe(mdm.devices),
        users: mdm.supports("users.list") ? await observe(mdm.users) : new Map<string, Presence>(),
      };
    }),
  );
}

async function observe({ list, get }: Reader): Promise<Map<string, Presence>> {
  const presence = new Map<string, Presence>();
  const ids: string[] = [];
  for await (const record of list()) {
    ids.push(record.id);
    for (const name of filledFields(record)) presence.set(name, "list");
  }
  for (const id of ids.slice(0, READ_SINGLY)) {
    for (const name of filledFields(await get(id))) if (!presence.has(name)) presence.set(name, "get");
  }
  return presence;
}

function filledFields(record: object): string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [name],
  );
}
