import { connect, type Mdm, type Vendor } from "@mdmkit/unified";
import { loadVendors } from "@mdmkit/unified/vendors";
import { createSandboxOf, SANDBOX_DEFAULTS } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";

/** A vendor's sandbox on a loopback port, and an account with it. */
export type DemoAccount = {
  readonly name: string;
  readonly mdm: Mdm<Vendor>;
  readonly url: string;
  /** Devices the sandbox was made with. */
  readonly expected: number;
  requests(): number;
  close(): Promise<void>;
};

/** One part in five of the fleet, and as many people, for every vendor after the first. */
const SHARE = 5;
/** How many devices of the vendor before each also manages. */
const SHARED_DEVICES = 10;

/** Opens a sandbox of every vendor, or of the one asked for. The first has most of the fleet; each shares devices with the one before. */
export async function openAccounts(call: Call): Promise<DemoAccount[]> {
  const { vendor, "sandbox-devices": devices = SANDBOX_DEFAULTS.devices } = call.globals;
  const all = await loadVendors();
  const chosen = vendor === undefined ? all : [(await call.vendor()).descriptor];
  const part = Math.max(1, Math.ceil(devices / SHARE));
  return Promise.all(
    chosen.map((descriptor, index) =>
      openOne(call, descriptor, {
        devices: index === 0 ? devices : part,
        users: index === 0 ? SANDBOX_DEFAULTS.users : Math.ceil(SANDBOX_DEFAULTS.users / SHARE),
        firstDevice: index === 0 ? 0 : Math.max(0, devices + (index - 1) * part - index * SHARED_DEVICES),
      }),
    ),
  );
}

type Descriptor = Awaited<ReturnType<typeof loadVendors>>[number];
type Size = { devices: number; users: number; firstDevice: number };

async function openOne(call: Call, descriptor: Descriptor, size: Size): Promise<DemoAccount> {
  const sandbox = await createSandboxOf(descriptor.id, call.globals, size);
  const server = await sandbox.listen();
  const vendor = await descriptor.create({ ...server.credentials, baseUrl: server.url }, call.transport());
  return {
    name: descriptor.name,
    mdm: connect(vendor),
    url: server.url,
    expected: size.devices,
    requests: () => sandbox.requests.length,
    close: () => server.close(),
  };
}
