import { FORMATS } from "../output/format.ts";
import type { OptionTable, ValuesOf } from "./options.ts";

/** Options of every command. */
export const GLOBAL_OPTIONS = {
  vendor: {
    type: "text",
    value: "ID",
    summary: "vendor to use (default: the only configured one)",
  },
  account: {
    type: "text",
    value: "NAME",
    summary: "account of the config file; lists and snapshots take several (A,B or all)",
  },
  sandbox: { type: "switch", summary: "use a local sandbox with sample data instead of an account" },
  "sandbox-devices": {
    type: "number",
    value: "N",
    min: 0,
    summary: "number of sandbox devices (default: 250)",
  },
  seed: { type: "number", value: "N", min: 0, summary: "seed of the sandbox's sample data (default: 1)" },
  output: {
    type: "text",
    value: "FORMAT",
    choices: FORMATS,
    summary: "table, json, ndjson or csv (default: table)",
  },
  timeout: {
    type: "number",
    value: "SECONDS",
    summary: "time limit per vendor call, including retries (default: 60)",
  },
  config: { type: "text", value: "FILE", summary: "config file (default: ~/.config/mdmkit/config.json)" },
  quiet: { type: "switch", summary: "hide progress and reports; -q" },
  verbose: { type: "switch", summary: "show requests, retries and causes of errors; -v" },
  help: { type: "switch", summary: "show help with examples; -h" },
  version: { type: "switch", summary: "print the version", hidden: true },
} as const satisfies OptionTable;

/** `--version` is for the program alone: a command can have an option of that name. */
const { version: _version, ...shared } = GLOBAL_OPTIONS;
export const SHARED_OPTIONS = shared;

export type GlobalValues = ValuesOf<typeof GLOBAL_OPTIONS>;

const OF_ACCOUNT = ["config", "vendor", "account", "sandbox", "sandbox-devices", "seed"] as const;

/** The options that selected the account, for a command that goes on with it. */
export const accountOptions = (globals: GlobalValues): string[] =>
  OF_ACCOUNT.flatMap((name) => {
    const value = globals[name];
    if (value === undefined || value === false) return [];
    return value === true ? [`--${name}`] : [`--${name}`, asArgument(String(value))];
  });

/** A text as an argument that every shell reads the same. */
export const asArgument = (text: string): string => (/[^\w./\\:@+,=-]/.test(text) ? `"${text}"` : text);
