import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Values } from "@mdmkit/unified/vendors";
import { isObject } from "../output/value.ts";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError, usageError } from "../process/problem.ts";

/** What the config file holds: `{ "vendor": "…", "vendors": { "…": { "apiKey": "…" } } }`. */
export type Config = {
  readonly path: string;
  /** Vendor to use unless told otherwise. */
  readonly vendor: string | undefined;
  readonly values: Readonly<Record<string, Values>>;
};

type Where = Pick<Context, "env" | "home" | "platform">;

export function defaultConfigPath({ env, home, platform }: Where): string {
  const base = env.XDG_CONFIG_HOME || (platform === "win32" && env.APPDATA) || join(home, ".config");
  return join(base, "mdmkit", "config.json");
}

/** Reads the config file; without one at the default place there simply is no configuration. */
export async function readConfig(where: Where, given: string | undefined): Promise<Config> {
  const path = given ?? defaultConfigPath(where);
  const text = await readPrivateFile(path, where.platform).catch((error) => {
    if (error instanceof CommandError) throw error;
    if (given === undefined && isMissing(error)) return undefined;
    throw usageError(`The config file ${path} cannot be read${isMissing(error) ? ": there is none" : ""}.`);
  });
  return text === undefined ? { path, vendor: undefined, values: {} } : parseConfig(path, text);
}

async function readPrivateFile(path: string, platform: string): Promise<string> {
  const file = await open(path);
  try {
    const { mode } = await file.stat();
    if (platform !== "win32" && (mode & 0o077) !== 0) {
      throw new CommandError(`The config file ${path} can be read by others, so it is not used.`, {
        exitCode: EXIT.credentials,
        advice: `Make it yours alone: chmod 600 ${path}`,
      });
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

/** Messages name places in the file and never quote it. */
function parseConfig(path: string, text: string): Config {
  const fail = (problem: string) => usageError(`The config file ${path} ${problem}.`, FORM);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw fail("is not JSON");
  }
  if (!isObject(parsed)) throw fail("is not an object");
  const { vendor, vendors = {}, ...others } = parsed;
  const [other] = Object.keys(others);
  if (other !== undefined) throw fail(`has an unknown property "${other}"`);
  if (vendor !== undefined && typeof vendor !== "string") throw fail('has a "vendor" that is not text');
  if (!isObject(vendors)) throw fail('has "vendors" that are not an object');
  return {
    path,
    vendor,
    values: Object.fromEntries(
      Object.entries(vendors).map(([id, entry]) => [id, textValues(entry, id, fail)]),
    ),
  };
}

const FORM =
  'It looks like this: { "vendor": "ID", "vendors": { "ID": { "apiKey": "…" } } }; see `mdmkit vendors`.';

function textValues(entry: unknown, id: string, fail: (problem: string) => Error): Values {
  if (!isObject(entry)) throw fail(`has "vendors.${id}" that is not an object`);
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => {
      if (typeof value !== "string") throw fail(`has "vendors.${id}.${name}" that is not text`);
      return [name, value];
    }),
  );
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";
