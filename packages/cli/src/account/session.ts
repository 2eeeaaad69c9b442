import { setImmediate } from "node:timers/promises";
import type { Fetch } from "@mdmkit/runtime";
import { connect, type Mdm, type Vendor } from "@mdmkit/unified";
import { explainProblem, isVendorId, type VendorTransport } from "@mdmkit/unified/vendors";
import { CommandError, usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import type { AccountSetup } from "./accounts.ts";

/** An open account of a vendor that was chosen at run time. */
export type Session = {
  /** Name of the account; of a sandbox, one that no account has. */
  readonly account: string;
  readonly mdm: Mdm<Vendor>;
  readonly vendor: Vendor;
  readonly isSandbox: boolean;
};

/** Connects with the configured values. The error for a missing value names the variable to set. */
export async function openAccount(
  { account, descriptor, values, problems }: AccountSetup,
  transport: VendorTransport,
): Promise<Session> {
  const [problem] = problems;
  const name = account === descriptor.id ? descriptor.name : `${account} (${descriptor.name})`;
  if (problem) {
    const isMissing = problem.problem === "missing";
    const what = isMissing ? "credentials are incomplete" : "configuration is invalid";
    throw new CommandError(`${name}: ${what}. ${explainProblem(problem, ({ env }) => env)}`, {
      exitCode: isMissing ? EXIT.credentials : EXIT.usage,
      advice: "`mdmkit vendors` describes the variables. --sandbox needs no credentials.",
    });
  }
  const vendor = await descriptor.create(values, transport);
  return { account, mdm: connect(vendor), vendor, isSandbox: false };
}

/** Sandbox responses arrive without any I/O. Without this turn of the event loop, Ctrl-C would not be handled. */
const nextTurn = (): Promise<void> => setImmediate();

export const SANDBOX_DEFAULTS = { devices: 250, users: 120, seed: 1 } as const;

/** A size left undefined is that of `SANDBOX_DEFAULTS`. */
export type SandboxOptions = {
  readonly devices?: number | undefined;
  readonly users?: number | undefined;
  readonly seed?: number | undefined;
  readonly firstDevice?: number | undefined;
};

type SandboxTransport = Omit<VendorTransport, "fetch"> & {
  /** Wraps the sandbox's `fetch`. */
  readonly observe?: (fetch: Fetch) => Fetch;
};

/** An account with sample data in this process. No request leaves it, and changes are lost when it ends. */
export async function openSandbox(
  { account, descriptor }: Pick<AccountSetup, "account" | "descriptor">,
  options: SandboxOptions,
  { observe = (fetch) => fetch, ...transport }: SandboxTransport,
): Promise<Session> {
  const sandbox = await createVendorSandbox(descriptor.id, options);
  const vendor = await descriptor.create(
    { ...sandbox.credentials, baseUrl: sandbox.baseUrl },
    { ...transport, fetch: observe((url, init) => nextTurn().then(() => sandbox.fetch(url, init))) },
  );
  return { account: `${account}-sandbox`, mdm: connect(vendor), vendor, isSandbox: true };
}

/** Devices that the sandboxes of two accounts have in common. */
const SHARED_DEVICES = 10;

/** Which devices the sandbox of one of several accounts has, so that the accounts share some. */
export function sandboxPart({
  devices = SANDBOX_DEFAULTS.devices,
  position,
}: {
  devices: number | undefined;
  position: number;
}): SandboxOptions {
  return { devices, firstDevice: Math.max(0, position * (devices - SHARED_DEVICES)) };
}

/** The sandbox names its credentials as the vendor's options are named. */
export async function createVendorSandbox(
  id: string,
  {
    devices = SANDBOX_DEFAULTS.devices,
    users = SANDBOX_DEFAULTS.users,
    seed = SANDBOX_DEFAULTS.seed,
    firstDevice,
  }: SandboxOptions,
) {
  if (!isVendorId(id)) throw usageError(`${id} has no sandbox.`);
  const { loadSandbox } = await import("@mdmkit/sandbox/load");
  // Its tests check its responses; here that would be half of the time to the first record.
  const options = { devices, users, seed, checkResponses: false };
  return loadSandbox(id, { ...options, ...(firstDevice !== undefined && { firstDevice }) });
}
