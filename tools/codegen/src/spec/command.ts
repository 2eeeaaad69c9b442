import type { ParseArgsConfig } from "node:util";
import type { Spec } from "../workspace/discover.ts";
import type { CommandEnvironment } from "../workspace/terminal.ts";

type Flags = NonNullable<ParseArgsConfig["options"]>;
export type FlagValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** A call of a command: the parsed arguments and the repository. */
export type Call = CommandEnvironment & {
  readonly root: string;
  readonly specs: ReadonlyMap<string, Spec>;
  readonly names: readonly string[];
  readonly flags: FlagValues;
};

/** 1 for a problem in a document, 2 for invalid arguments. */
export type ExitCode = 0 | 1 | 2;

/** One `pnpm spec` command. A new one is a file that exports this, and a line in `run-spec-command.ts`. */
export type Command = {
  readonly summary: string;
  readonly usage: string;
  readonly flags: Flags;
  run(call: Call): Promise<ExitCode>;
};

/** Invalid arguments; the message says which. */
export class CallError extends Error {}

/** The specs that are named in the call, or all. */
export function specsOf({ names, specs }: Call): Spec[] {
  const ids = names.length > 0 ? names : [...specs.keys()];
  return ids.map((id) => {
    const spec = specs.get(id);
    if (spec) return spec;
    throw new CallError(`Unknown spec: ${id}. Known: ${[...specs.keys()].join(", ")}.`);
  });
}

export function textFlag(flags: FlagValues, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

export function textFlags(flags: FlagValues, name: string): string[] {
  return [flags[name] ?? []].flat().filter((value) => typeof value === "string");
}
