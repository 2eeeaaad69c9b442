import { open } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "@mdmkit/runtime";
import type { Values } from "@mdmkit/unified/vendors";
import { CommandError, usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";
import { isFileError } from "../process/file-error.ts";
import { parseJson } from "../process/json-input.ts";

/** Content of the config file; `EXAMPLE` shows it. */
export type Config = {
  readonly path: string;
  /** Default of --vendor. */
  readonly vendor: string | undefined;
  /** The one account of each vendor, by the vendor's id. Variables override it. */
  readonly values: Readonly<Record<string, Values>>;
  /** Further accounts, by name. Variables do not apply to them. */
  readonly accounts: Readonly<Record<string, NamedAccount>>;
};

type NamedAccount = { readonly vendor: string; readonly values: Values };

/** A configuration that says nothing. */
const EMPTY = { vendor: undefined, values: {}, accounts: {} };
export const NO_CONFIG: Config = { path: "", ...EMPTY };

type Environment = Pick<Context, "env" | "home" | "platform">;

export function defaultConfigPath({ env, home, platform }: Environment): string {
  const base = env.XDG_CONFIG_HOME || (platform === "win32" && env.APPDATA) || join(home, ".config");
  return join(base, "mdmkit", "config.json");
}

/** Reads the config file. A missing file at the default path is an empty configuration. */
export async function readConfig(environment: Environment, option: string | undefined): Promise<Config> {
  const path = option ?? defaultConfigPath(environment);
  const text = await readPrivateFile(path, environment.platform).catch((error) => {
    if (error instanceof CommandError) throw error;
    if (option === undefined && isMissing(error)) return undefined;
    throw usageError(
      isMissing(error) ? `The config file ${path} does not exist.` : `Cannot read the config file ${path}.`,
    );
  });
  return text === undefined ? { path, ...EMPTY } : parseConfig(path, text);
}

async function readPrivateFile(path: string, platform: string): Promise<string> {
  const file = await open(path);
  try {
    const { mode } = await file.stat();
    if (platform !== "win32" && (mode & 0o077) !== 0) {
      throw new CommandError(`The config file ${path} is readable by other users and was not used.`, {
        exitCode: EXIT.credentials,
        advice: `Restrict its permissions: chmod 600 ${path}`,
      });
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

/** Messages name properties of the file and never quote their values. */
function parseConfig(path: string, text: string): Config {
  const fail = (problem: string) => usageError(`Invalid config file ${path}: ${problem}.`, EXAMPLE);
  const parsed = parseJson(text);
  if (parsed === undefined) throw fail("not valid JSON");
  if (!isRecord(parsed)) throw fail("must be a JSON object");
  const { vendor, vendors = {}, accounts = {}, ...others } = parsed;
  const [other] = Object.keys(others);
  if (other !== undefined) throw fail(`unknown property "${other}"`);
  if (vendor !== undefined && typeof vendor !== "string") throw fail('"vendor" must be a string');
  if (!isRecord(vendors)) throw fail('"vendors" must be an object');
  if (!isRecord(accounts)) throw fail('"accounts" must be an object');
  return {
    path,
    vendor,
    values: Object.fromEntries(
      Object.entries(vendors).map(([id, entry]) => [id, stringValues(entry, `vendors.${id}`, fail)]),
    ),
    accounts: Object.fromEntries(
      Object.entries(accounts).map(([name, entry]) => [name, namedAccount(entry, name, fail)]),
    ),
  };
}

const EXAMPLE =
  'Expected: { "vendors": { "ID": { "apiKey": "…" } }, "accounts": { "NAME": { "vendor": "ID", "values": { "apiKey": "…" } } } }. `mdmkit vendors` lists the names.';

type Fail = (problem: string) => Error;

function stringValues(entry: unknown, path: string, fail: Fail): Values {
  if (!isRecord(entry)) throw fail(`"${path}" must be an object`);
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => {
      if (typeof value !== "string") throw fail(`"${path}.${name}" must be a string`);
      return [name, value];
    }),
  );
}

/** `--account` separates names by commas, and `all` means all of them. */
function namedAccount(entry: unknown, name: string, fail: Fail): NamedAccount {
  const path = `accounts.${name}`;
  if (name === "all" || name.trim() !== name || name === "" || name.includes(","))
    throw fail(`"${path}": a name has no comma and no space around it, and is not "all"`);
  if (!isRecord(entry)) throw fail(`"${path}" must be an object`);
  const { vendor, values, ...others } = entry;
  const [other] = Object.keys(others);
  if (other !== undefined) throw fail(`"${path}" has the unknown property "${other}"`);
  if (typeof vendor !== "string") throw fail(`"${path}.vendor" must be the id of a vendor`);
  return { vendor, values: stringValues(values, `${path}.values`, fail) };
}

const isMissing = (error: unknown): boolean => isFileError(error, "ENOENT");
