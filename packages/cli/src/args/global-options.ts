import { FORMATS } from "../output/format.ts";
import type { OptionTable, ValuesOf } from "./options.ts";

/** What every command takes. */
export const GLOBAL_OPTIONS = {
  vendor: {
    type: "text",
    value: "ID",
    summary: "vendor to use; unless given, the only one with credentials",
  },
  sandbox: { type: "switch", summary: "use made-up data on this machine instead of an account" },
  "sandbox-devices": { type: "number", value: "N", least: 0, summary: "devices in the sandbox (250)" },
  seed: { type: "number", value: "N", least: 0, summary: "another sandbox, the same every time (1)" },
  output: { type: "text", value: "FORMAT", choices: FORMATS, summary: "table, json, ndjson or csv (table)" },
  timeout: { type: "number", value: "SECONDS", summary: "limit for one vendor call, retries included (60)" },
  config: { type: "text", value: "FILE", summary: "credentials and defaults (~/.config/mdmkit/config.json)" },
  quiet: { type: "switch", summary: "no progress, no report; -q" },
  verbose: { type: "switch", summary: "tell of waits, retries and causes of errors; -v" },
  help: { type: "switch", summary: "explain a command, with examples; -h" },
  version: { type: "switch", summary: "print the version", hidden: true },
} as const satisfies OptionTable;

export type GlobalValues = ValuesOf<typeof GLOBAL_OPTIONS>;
