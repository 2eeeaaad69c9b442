import { parseArgs } from "node:util";
import { CommandError, usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { suggest } from "../process/suggest.ts";

/** Declares one option, for parsing and for help. */
export type OptionSpec = {
  readonly type: "text" | "number" | "switch";
  /** Help text: a phrase. */
  readonly summary: string;
  /** Name of the value in help: `FILE`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly multiple?: true;
  /** Smallest number allowed. Default: 1. */
  readonly min?: number;
  /** Accepted, but not listed in help. */
  readonly hidden?: true;
  /** Accepts only `-`: the value is read from standard input. */
  readonly isSecret?: true;
};

export type OptionTable = Readonly<Record<string, OptionSpec>>;

export type OptionValue = string | number | boolean | readonly string[];

type ValueOf<Spec extends OptionSpec> = Spec extends { type: "switch" }
  ? boolean
  : Spec extends { type: "number" }
    ? number
    : Spec extends { multiple: true }
      ? readonly WordOf<Spec>[]
      : WordOf<Spec>;

type WordOf<Spec extends OptionSpec> = Spec extends { choices: readonly (infer Choice)[] } ? Choice : string;

export type ValuesOf<Table extends OptionTable> = { readonly [Name in keyof Table]?: ValueOf<Table[Name]> };

export type Parsed<Table extends OptionTable> = {
  readonly values: ValuesOf<Table>;
  readonly positionals: readonly string[];
};

/** The option for how many at most, in every command that has one. */
export const limitOption = <What extends string>(what: What) =>
  ({ type: "number", value: "N", summary: `maximum number of ${what}` }) as const satisfies OptionSpec;

/** An undeclared option. Callers that know more about it replace the message. */
export class UnknownOptionError extends CommandError {
  readonly option: string;
  constructor(option: string, { written, advice }: { written: string; advice: string }) {
    super(`Unknown option ${written}.`, { exitCode: EXIT.usage, advice });
    this.option = option;
  }
}

/** Parses arguments. An unknown option and a missing or invalid value are usage errors. */
export function parseOptions<Table extends OptionTable>(
  args: readonly string[],
  table: Table,
  { ignoreUnknown = false }: { ignoreUnknown?: boolean } = {},
): Parsed<Table> {
  const values: Record<string, OptionValue> = {};
  const positionals: string[] = [];
  for (const token of tokenize(args, table)) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name } = token;
    const spec = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!spec && ignoreUnknown) continue;
    if (!spec)
      throw new UnknownOptionError(name, {
        written: token.rawName,
        advice: suggest(`--${name}`, Object.keys(table).map(flag)) ?? "--help lists the options.",
      });
    if (Object.hasOwn(values, name) && !spec.multiple && spec.type !== "switch") {
      throw usageError(`--${name} may be given only once.`);
    }
    const value = readValue(`--${name}`, token.value, spec, token.inlineValue ?? false);
    values[name] = spec.multiple ? [...listOf(values[name]), String(value)] : value;
  }
  // The values were checked against the table, so they have the types it declares.
  return { values: values as ValuesOf<Table>, positionals };
}

/** Splits off the words of the command before its options are known. `isGroup`: the words so far can be followed by another. */
export function scanWords(
  args: readonly string[],
  table: OptionTable,
  isGroup: (words: string) => boolean,
): { words: string[]; others: string[] } {
  const words: string[] = [];
  const taken = new Set<number>();
  for (const token of tokenize(args, table)) {
    if (words.length > 0 && !isGroup(words.join(" "))) break;
    if (token.kind === "option-terminator") break;
    if (token.kind === "option" && !Object.hasOwn(table, token.name)) break;
    if (token.kind !== "positional") continue;
    words.push(token.value);
    taken.add(token.index);
  }
  return { words, others: args.filter((_, index) => !taken.has(index)) };
}

function tokenize(args: readonly string[], table: OptionTable) {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { type }]) => [
      name,
      { type: type === "switch" ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  return parseArgs({ args: expandShort(args), options, strict: false, allowPositionals: true, tokens: true })
    .tokens;
}

/** Replaces the common short options with the long ones. */
function expandShort(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  return args.map((arg, index) => (end >= 0 && index > end ? arg : (SHORT.get(arg) ?? arg)));
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ["-h", "--help"],
  ["-o", "--output"],
  ["-q", "--quiet"],
  ["-v", "--verbose"],
]);

function readValue(
  name: string,
  value: string | undefined,
  spec: OptionSpec,
  isInline: boolean,
): OptionValue {
  if (spec.type === "switch") {
    if (value !== undefined) throw usageError(`${name} takes no value.`);
    return true;
  }
  if (value === undefined) throw usageError(`${name} needs a value.`);
  if (!isInline && /^--./.test(value))
    throw usageError(`${name} needs a value.`, `Write a value that begins with dashes as ${name}=VALUE.`);
  if (spec.choices && !spec.choices.includes(value)) {
    throw usageError(`${name} must be one of ${spec.choices.join(", ")}.`, suggest(value, spec.choices));
  }
  if (spec.isSecret && value !== "-") {
    throw usageError(
      `${name} accepts only "-". A value on the command line is visible in the shell's history and in the process list.`,
      `The value is read from standard input: printf %s "$VALUE" | mdmkit … ${name} -`,
    );
  }
  if (spec.type === "text") return value;
  const min = spec.min ?? 1;
  const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min)) throw usageError(`${name} must be an integer of at least ${min}.`);
  return number;
}

const flag = (name: string): string => `--${name}`;

function listOf(value: OptionValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
