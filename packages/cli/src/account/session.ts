import { setImmediate } from "node:timers/promises";
import { connect, type Mdm, type Vendor } from "@mdmkit/unified";
import { explainProblem, isVendorId, type VendorTransport } from "@mdmkit/unified/vendors";
import type { GlobalValues } from "../args/global-options.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError, usageError } from "../process/problem.ts";
import type { VendorChoice } from "./choose-vendor.ts";

/** An open account of a vendor chosen at run time. */
export type Session = { readonly mdm: Mdm<Vendor>; readonly vendor: Vendor; readonly isSandbox: boolean };

/** Connects with the values found; what is missing is named, with where to set it. */
export async function openAccount(
  { descriptor, values, problems }: VendorChoice,
  transport: VendorTransport,
): Promise<Session> {
  const [problem] = problems;
  if (problem) {
    const what =
      problem.problem === "missing" ? "has no complete credentials" : "cannot be used as it is set up";
    throw new CommandError(`${descriptor.name} ${what}. ${explainProblem(problem, ({ env }) => env)}`, {
      exitCode: problem.problem === "missing" ? EXIT.credentials : EXIT.usage,
      advice: "`mdmkit vendors` explains them; --sandbox works without.",
    });
  }
  const vendor = await descriptor.create(values, transport);
  return { mdm: connect(vendor), vendor, isSandbox: false };
}

/** A turn of the event loop. Answers made in this process never wait for anything, so Ctrl-C would never be heard. */
const afterSignals = (): Promise<void> => setImmediate();

/** Size and seed of a sandbox unless asked otherwise; `mdmkit demo` shows the same fleet. */
export const SANDBOX_DEFAULTS = { devices: 250, users: 120, seed: 1 } as const;

/** A made-up account in this process: nothing leaves it, and changes last until it ends. */
export async function openSandbox(
  { descriptor }: VendorChoice,
  globals: GlobalValues,
  transport: VendorTransport,
): Promise<Session> {
  const sandbox = await createSandboxOf(descriptor.id, globals);
  const vendor = await descriptor.create(
    { ...sandbox.credentials, baseUrl: sandbox.baseUrl },
    { ...transport, fetch: (url, init) => afterSignals().then(() => sandbox.fetch(url, init)) },
  );
  return { mdm: connect(vendor), vendor, isSandbox: true };
}

/** Credentials of a sandbox bear the names of the vendor's options. */
export async function createSandboxOf(
  id: string,
  { "sandbox-devices": devices = SANDBOX_DEFAULTS.devices, seed = SANDBOX_DEFAULTS.seed }: GlobalValues,
  size: { devices?: number; users?: number; firstDevice?: number } = {},
) {
  if (!isVendorId(id)) throw usageError(`There is no sandbox of ${id}.`);
  const { createSandbox } = await import("@mdmkit/sandbox");
  return createSandbox(id, { devices, users: SANDBOX_DEFAULTS.users, seed, ...size });
}
