import { checkValues } from "@mdmkit/unified/vendors";
import { CommandError, usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { suggest } from "../process/suggest.ts";
import type { Config } from "./config.ts";
import { isConfigured, unknownVendor, type VendorSetup } from "./vendor-setup.ts";

/** An account by its name: one of `accounts` in the config file, or the configured account of a vendor by the vendor's id. */
export type AccountSetup = VendorSetup & { readonly account: string };

/** What the accounts of a command are chosen from, and by. */
type Selection = {
  /** Every known vendor. */
  readonly setups: readonly VendorSetup[];
  readonly config: Config;
  /** `--vendor` */
  readonly vendor: string | undefined;
  /** `--account` */
  readonly account: string | undefined;
  /** With `--sandbox` every vendor has an account. */
  readonly isSandbox: boolean;
};

/** `--account` is for several accounts, even if there happens to be only one. */
export const isForSeveral = (account: string | undefined): boolean =>
  account !== undefined && (account === "all" || account.includes(","));

/** All accounts that can be named. Incomplete ones are included: they fail when they are opened. */
export function knownAccounts({
  setups,
  config,
  isSandbox,
}: Pick<Selection, "setups" | "config" | "isSandbox">): AccountSetup[] {
  const ofVendors = setups.filter((setup) => isSandbox || isConfigured(setup)).map(named);
  const ids = setups.map(({ descriptor }) => descriptor.id);
  const further = Object.entries(config.accounts).map(([account, { vendor, values }]): AccountSetup => {
    const setup = setups.find(({ descriptor }) => descriptor.id === vendor);
    if (!setup) throw unknownVendor(vendor, ids, config.path);
    if (ids.includes(account))
      throw usageError(
        `Invalid config file ${config.path}: the account "${account}" is named like a vendor.`,
        `Choose another name, or move its values to "vendors.${account}".`,
      );
    return { account, descriptor: setup.descriptor, values, problems: checkValues(setup.descriptor, values) };
  });
  return [...ofVendors, ...further];
}

/** The accounts of --account, else that of the vendor of --vendor or of the config file, else all known ones, else one for each vendor. */
export function candidateAccounts(selection: Selection): readonly AccountSetup[] {
  const { setups, config, vendor, account } = selection;
  if (account !== undefined) {
    if (vendor !== undefined) throw usageError("--account and --vendor exclude each other.");
    return accountsNamed(account, knownAccounts(selection));
  }
  const id = vendor ?? config.vendor;
  if (id !== undefined) {
    const selected = setups.find(({ descriptor }) => descriptor.id === id);
    if (selected) return [named(selected)];
    const ids = setups.map(({ descriptor }) => descriptor.id);
    throw unknownVendor(id, ids, vendor === undefined ? config.path : undefined);
  }
  const known = selection.isSandbox ? [] : knownAccounts(selection);
  return known.length > 0 ? known : setups.map(named);
}

/** The only candidate. In a sandbox without --account, the first. */
export function selectAccount(selection: Selection): AccountSetup {
  const candidates = candidateAccounts(selection);
  const [first, ...others] = candidates;
  const orFirst = selection.isSandbox && selection.account === undefined;
  if (first && (others.length === 0 || orFirst)) return first;
  if (selection.account !== undefined)
    throw usageError("This command works on one account.", "Name one with --account.");
  if (knownAccounts(selection).length === 0)
    throw new CommandError("No vendor is configured.", {
      exitCode: EXIT.credentials,
      advice:
        "`mdmkit init` adds an account, `mdmkit vendors` lists the variables that can be set instead. --sandbox needs no credentials.",
    });
  const names = candidates.map(({ account }) => account).join(", ");
  if (Object.keys(selection.config.accounts).length > 0)
    throw usageError(`Several accounts are configured: ${names}.`, "Choose one with --account NAME.");
  throw usageError(`Several vendors are configured: ${names}.`, "Choose one with --vendor ID.");
}

const named = (setup: VendorSetup): AccountSetup => ({ account: setup.descriptor.id, ...setup });

function accountsNamed(option: string, known: readonly AccountSetup[]): readonly AccountSetup[] {
  const names = known.map(({ account }) => account);
  if (known.length === 0)
    throw new CommandError("No account is configured.", {
      exitCode: EXIT.credentials,
      advice: "Add it to `accounts` in the config file: see the README. --sandbox needs no credentials.",
    });
  if (option === "all") return known;
  return [...new Set(option.split(",").map((name) => name.trim()))].map((name) => {
    const found = known.find(({ account }) => account === name);
    if (found) return found;
    throw usageError(`Unknown account ${name}. Known accounts: ${names.join(", ")}.`, suggest(name, names));
  });
}
