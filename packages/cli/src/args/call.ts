import type { VendorTransport } from "@mdmkit/unified/vendors";
import type { Session } from "../account/session.ts";
import type { VendorSetup } from "../account/vendor-setup.ts";
import type { VendorSupport } from "../account/vendor-support.ts";
import { printable } from "../output/printable.ts";
import type { Context } from "../process/context.ts";
import type { GlobalValues } from "./global-options.ts";

/** One run of a command. */
export type Call = {
  readonly context: Context;
  /** Arguments after the command's name. */
  readonly args: readonly string[];
  readonly globals: GlobalValues;
  /** All known vendors, configured or not. */
  allVendors(): Promise<readonly VendorSetup[]>;
  /** Vendors this run can be about: several until --vendor or the configuration selects one. */
  vendors(): Promise<readonly VendorSetup[]>;
  /** The selected vendor, configured or not; throws when it is ambiguous. */
  vendor(): Promise<VendorSetup>;
  /** What the selected vendor supports; needs no credentials. */
  support(): Promise<VendorSupport>;
  /** What each of `vendors` supports. */
  allSupport(): Promise<readonly VendorSupport[]>;
  /** Opens the account, or a sandbox. */
  open(): Promise<Session>;
  /** For commands that open accounts themselves. */
  transport(): VendorTransport;
  /** Prints lines on stderr, unless --quiet is set. */
  info(...lines: string[]): Promise<void>;
  /** Replaces secrets in a text that will be shown. */
  redact(text: string): string;
};

/** Everything is loaded on first use: help needs neither vendors nor the config file. */
export function createCall(context: Context, args: readonly string[], globals: GlobalValues): Call {
  let secrets: string[] = [];
  const info = async (...lines: string[]) => {
    if (!globals.quiet) await context.stderr.write(lines.map((line) => `${line}\n`).join(""));
  };

  const isSandbox = globals.sandbox ?? false;
  const setup = once(async () => {
    const [{ readConfig }, { loadVendorSetups }] = await Promise.all([
      import("../account/config.ts"),
      import("../account/vendor-setup.ts"),
    ]);
    const reading = isSandbox ? NO_CONFIG : readConfig(context, globals.config);
    // An invalid config file must not prevent help.
    const config = await (globals.help ? Promise.resolve(reading).catch(() => NO_CONFIG) : reading);
    const setups = await loadVendorSetups(isSandbox ? {} : context.env, config);
    secrets = setups.flatMap(({ descriptor, values }) =>
      descriptor.options.flatMap(({ name, secret }) => (secret && values[name]) || []),
    );
    return { setups, selection: { option: globals.vendor, config } };
  });
  const vendor = once(async () => {
    const [{ setups, selection }, { selectVendor }] = await Promise.all([
      setup(),
      import("../account/vendor-setup.ts"),
    ]);
    return selectVendor(setups, { ...selection, orFirst: isSandbox });
  });
  const vendors = async () => {
    if (isSandbox) return [await vendor()];
    const [{ setups, selection }, { candidateVendors }] = await Promise.all([
      setup(),
      import("../account/vendor-setup.ts"),
    ]);
    return candidateVendors(setups, selection);
  };

  const transport = (): VendorTransport => ({
    timeoutMs: globals.timeout === undefined ? undefined : globals.timeout * 1000,
    hooks: globals.verbose ? verboseHooks((line) => void info(printable(line))) : undefined,
  });

  return {
    context,
    args,
    globals,
    allVendors: async () => (await setup()).setups,
    vendors,
    vendor,
    support: once(async () => {
      const { loadVendorSupport } = await import("../account/vendor-support.ts");
      return loadVendorSupport((await vendor()).descriptor);
    }),
    allSupport: once(async () => {
      const { loadVendorSupport } = await import("../account/vendor-support.ts");
      return Promise.all((await vendors()).map(({ descriptor }) => loadVendorSupport(descriptor)));
    }),
    open: once(async () => {
      const { openAccount, openSandbox } = await import("../account/session.ts");
      const selected = await vendor();
      if (!isSandbox) return openAccount(selected, transport());
      await info(`${selected.descriptor.name} sandbox: sample data, no requests to the vendor.`);
      const { "sandbox-devices": devices, seed } = globals;
      return openSandbox(selected.descriptor, { devices, seed }, transport());
    }),
    transport,
    info,
    redact: (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text),
  };
}

const NO_CONFIG = { path: "", vendor: undefined, values: {} };

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}

function verboseHooks(print: (line: string) => void): VendorTransport["hooks"] {
  return {
    onResponse: ({ method, url, status, milliseconds }) =>
      print(`${method} ${url}: ${status} in ${Math.round(milliseconds)} ms`),
    onRetry: ({ operation, attempt, milliseconds, error }) =>
      print(`${operation}: attempt ${attempt} failed (${error.code}), retry in ${seconds(milliseconds)}`),
    onWait: ({ operation, reason, milliseconds }) =>
      print(`${operation}: waiting (${reason})${milliseconds ? `, ${seconds(milliseconds)}` : ""}`),
  };
}

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)} s`;
