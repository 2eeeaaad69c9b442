import { connect, type Mdm, type Vendor } from "@mdmkit/unified";
import { loadVendors } from "@mdmkit/unified/vendors";
import { createVendorSandbox, SANDBOX_DEFAULTS } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";

/** A vendor's sandbox on a loopback port, and a client for it. */
export type DemoAccount = {
  readonly name: string;
  readonly mdm: Mdm<Vendor>;
  readonly url: string;
  /** Number of devices in the sandbox. */
  readonly expected: number;
  requests(): number;
  close(): Promise<void>;
};

/** Each vendor after the first has a fifth of the first one's devices and users. */
const SHARE = 5;
/** Number of devices that each vendor shares with the previous one. */
const SHARED_DEVICES = 10;

/** Starts a sandbox of every vendor, or of --vendor. */
export async function openAccounts(call: Call): Promise<DemoAccount[]> {
  const { vendor, "sandbox-devices": devices = SANDBOX_DEFAULTS.devices } = call.globals;
  const all = await loadVendors();
  const chosen = vendor === undefined ? all : [(await call.account()).descriptor];
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
  const sandbox = await createVendorSandbox(descriptor.id, { seed: call.globals.seed, ...size });
  const { listen } = await import("@mdmkit/sandbox/listen");
  const server = await listen(sandbox);
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
