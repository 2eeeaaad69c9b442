import type { VendorTransport } from "@mdmkit/unified/vendors";
import type { Ability } from "../account/ability.ts";
import type { VendorChoice } from "../account/choose-vendor.ts";
import type { Session } from "../account/session.ts";
import { printable } from "../output/printable.ts";
import type { Context } from "../process/context.ts";
import type { GlobalValues } from "./global-options.ts";

/** One run of one command. */
export type Call = {
  readonly context: Context;
  /** Arguments after the command's words. */
  readonly args: readonly string[];
  readonly globals: GlobalValues;
  /** Every vendor there is, with or without credentials. */
  survey(): Promise<readonly VendorChoice[]>;
  /** Those this run may be about: several as long as nobody says which. */
  vendors(): Promise<readonly VendorChoice[]>;
  /** The vendor this run is about, with or without credentials; throws when it cannot be told. */
  vendor(): Promise<VendorChoice>;
  /** What that vendor can do; needs no credentials. */
  ability(): Promise<Ability>;
  /** What each of `vendors` can do. */
  abilities(): Promise<readonly Ability[]>;
  /** The account, or a sandbox. */
  open(): Promise<Session>;
  /** Options for opening the vendor some other way. */
  transport(): VendorTransport;
  /** Lines on stderr, unless quiet. */
  tell(...lines: string[]): Promise<void>;
  /** Takes secrets out of a text about to be shown. */
  redact(text: string): string;
};

/** Everything is found out when it is first asked for: help needs neither vendor nor file. */
export function createCall(context: Context, args: readonly string[], globals: GlobalValues): Call {
  let secrets: string[] = [];
  const tell = async (...lines: string[]) => {
    if (!globals.quiet) await context.stderr.write(lines.map((line) => `${line}\n`).join(""));
  };

  const isMadeUp = globals.sandbox ?? false;
  const setup = once(async () => {
    const [{ readConfig }, { surveyVendors }] = await Promise.all([
      import("../account/config.ts"),
      import("../account/choose-vendor.ts"),
    ]);
    const reading = isMadeUp ? NO_CONFIG : readConfig(context, globals.config);
    // Help comes even if there is something wrong with the file.
    const config = await (globals.help ? Promise.resolve(reading).catch(() => NO_CONFIG) : reading);
    const survey = await surveyVendors(isMadeUp ? {} : context.env, config);
    secrets = survey.flatMap(({ descriptor, values }) =>
      descriptor.options.flatMap(({ name, secret }) => (secret && values[name]) || []),
    );
    return { survey, wish: { asked: globals.vendor, config } };
  });
  const vendor = once(async () => {
    const [{ survey, wish }, { chooseVendor }] = await Promise.all([
      setup(),
      import("../account/choose-vendor.ts"),
    ]);
    return chooseVendor(survey, { ...wish, orFirst: isMadeUp });
  });
  const vendors = async () => {
    if (isMadeUp) return [await vendor()];
    const [{ survey, wish }, { vendorsInQuestion }] = await Promise.all([
      setup(),
      import("../account/choose-vendor.ts"),
    ]);
    return vendorsInQuestion(survey, wish);
  };

  const transport = (): VendorTransport => ({
    timeoutMs: globals.timeout === undefined ? undefined : globals.timeout * 1000,
    hooks: globals.verbose ? verboseHooks((line) => void tell(printable(line))) : undefined,
  });

  return {
    context,
    args,
    globals,
    survey: async () => (await setup()).survey,
    vendors,
    vendor,
    ability: once(async () => {
      const { abilityOf } = await import("../account/ability.ts");
      return abilityOf((await vendor()).descriptor);
    }),
    abilities: once(async () => {
      const { abilityOf } = await import("../account/ability.ts");
      return Promise.all((await vendors()).map(({ descriptor }) => abilityOf(descriptor)));
    }),
    open: once(async () => {
      const { openAccount, openSandbox } = await import("../account/session.ts");
      const choice = await vendor();
      if (!globals.sandbox) return openAccount(choice, transport());
      await tell(`${choice.descriptor.name} sandbox: made-up data, and nothing leaves this machine.`);
      return openSandbox(choice, globals, transport());
    }),
    transport,
    tell,
    redact: (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text),
  };
}

const NO_CONFIG = { path: "", vendor: undefined, values: {} };

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}

function verboseHooks(say: (line: string) => void): VendorTransport["hooks"] {
  return {
    onResponse: ({ method, url, status, milliseconds }) =>
      say(`${method} ${url}: ${status} in ${Math.round(milliseconds)} ms`),
    onRetry: ({ operation, attempt, milliseconds, error }) =>
      say(
        `${operation}: attempt ${attempt} failed (${error.code}), next in ${Math.ceil(milliseconds / 1000)} s`,
      ),
    onWait: ({ operation, reason, milliseconds }) =>
      say(
        `${operation}: waits for its turn (${reason})${milliseconds ? `, ${Math.ceil(milliseconds / 1000)} s` : ""}`,
      ),
  };
}
