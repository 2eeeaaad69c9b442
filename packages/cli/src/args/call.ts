import type { Fetch } from "@mdmkit/runtime";
import type { VendorTransport } from "@mdmkit/unified/vendors";
import type { AccountSetup } from "../account/accounts.ts";
import type { Session } from "../account/session.ts";
import type { VendorSetup } from "../account/vendor-setup.ts";
import type { VendorSupport } from "../account/vendor-support.ts";
import { printable } from "../output/printable.ts";
import { sentenceLines } from "../output/wrap.ts";
import type { Context } from "../process/context.ts";
import { withProgram } from "../process/program.ts";
import type { GlobalValues } from "./global-options.ts";

/** One run of a command. */
export type Call = {
  readonly context: Context;
  /** Arguments after the command's name. */
  readonly args: readonly string[];
  readonly globals: GlobalValues;
  /** All known vendors, configured or not. */
  allVendors(): Promise<readonly VendorSetup[]>;
  /** All configured accounts. */
  allAccounts(): Promise<readonly AccountSetup[]>;
  /** Accounts this run can be about: several until an option or the configuration selects one. */
  accounts(): Promise<readonly AccountSetup[]>;
  /** The vendors of `accounts`. */
  vendors(): Promise<readonly VendorSetup[]>;
  /** The account of the selected vendor, configured or not, or the one of --account; throws when it is ambiguous. */
  account(): Promise<AccountSetup>;
  /** What the vendor of the selected account supports; needs no credentials. */
  support(): Promise<VendorSupport>;
  /** What each of `vendors` supports. */
  allSupport(): Promise<readonly VendorSupport[]>;
  /** Opens the account, or a sandbox. */
  open(): Promise<Session>;
  /** Opens every account of --account, or a sandbox for each. */
  openAll(): Promise<readonly Session[]>;
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
    const shown = lines.flatMap((line) => sentenceLines(withProgram(line, context.program), context.stderr));
    if (!globals.quiet) await context.stderr.write(shown.map((line) => `${line}\n`).join(""));
  };

  const isSandbox = globals.sandbox ?? false;
  const selection = once(async () => {
    const [{ NO_CONFIG, readConfig }, { loadVendorSetups }, { knownAccounts }] = await Promise.all([
      import("../account/config.ts"),
      import("../account/vendor-setup.ts"),
      import("../account/accounts.ts"),
    ]);
    const reading = isSandbox ? NO_CONFIG : readConfig(context, globals.config);
    // An invalid config file must not prevent help.
    const config = await (globals.help ? Promise.resolve(reading).catch(() => NO_CONFIG) : reading);
    const setups = await loadVendorSetups(isSandbox ? {} : context.env, config);
    const known = knownAccounts({ setups, config, isSandbox });
    secrets = known.flatMap(({ descriptor, values }) =>
      descriptor.options.flatMap(({ name, secret }) => (secret && values[name]) || []),
    );
    const { vendor, account } = globals;
    return { setups, config, known, vendor, account, isSandbox };
  });
  const candidates = once(async () => {
    const [selected, { candidateAccounts }] = await Promise.all([
      selection(),
      import("../account/accounts.ts"),
    ]);
    return candidateAccounts(selected);
  });
  const account = once(async () => {
    const [selected, { selectAccount }] = await Promise.all([selection(), import("../account/accounts.ts")]);
    return selectAccount(selected);
  });
  const vendors = async () => {
    if (isSandbox && globals.account === undefined) return [await account()];
    const all = await candidates();
    return all.filter(
      ({ descriptor }, index) => all.findIndex((other) => other.descriptor.id === descriptor.id) === index,
    );
  };
  const open = async (setup: AccountSetup, position = 0): Promise<Session> => {
    const { openAccount, openSandbox, sandboxPart } = await import("../account/session.ts");
    if (!isSandbox) return openAccount(setup, transport());
    await info(`${setup.descriptor.name} sandbox: sample data, no requests to the vendor.`);
    const { "sandbox-devices": devices, seed } = globals;
    return openSandbox(setup, { ...sandboxPart({ devices, position }), seed }, transport());
  };

  // One for all accounts, which share its connections.
  const nodeFetch = once(async () => {
    const { createNodeFetch } = await import("@mdmkit/runtime/node");
    return createNodeFetch({ env: context.env });
  });
  const fetch: Fetch = async (url, init) => (await nodeFetch())(url, init);
  const transport = (): VendorTransport => ({
    fetch,
    timeoutMs: globals.timeout === undefined ? undefined : globals.timeout * 1000,
    hooks: globals.verbose ? verboseHooks((line) => void info(printable(line))) : undefined,
  });

  return {
    context,
    args,
    globals,
    allVendors: async () => (await selection()).setups,
    allAccounts: async () => (await selection()).known,
    accounts: candidates,
    vendors,
    account,
    support: once(async () => {
      const { loadVendorSupport } = await import("../account/vendor-support.ts");
      return loadVendorSupport((await account()).descriptor);
    }),
    allSupport: once(async () => {
      const { loadVendorSupport } = await import("../account/vendor-support.ts");
      return Promise.all((await vendors()).map(({ descriptor }) => loadVendorSupport(descriptor)));
    }),
    open: once(async () => open(await account())),
    openAll: once(async () => Promise.all((await candidates()).map(open))),
    transport,
    info,
    redact: (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text),
  };
}

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
