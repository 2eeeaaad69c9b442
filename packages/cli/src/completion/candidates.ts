import type { Candidate, CompletionTable, OptionEntries, OptionEntry } from "./table.ts";

/** What is typed: the words after the name of the program, and the one that is being typed, which can be empty. */
export type Typed = { readonly words: readonly string[]; readonly current: string };

/** What the table does not have, because it is the user's. */
export type Surroundings = {
  /** Names of configured accounts. */
  accounts(): Promise<readonly string[]>;
};

/** `files`: the shell completes the name of a file. */
export type Completion = readonly Candidate[] | "files";

/** What the current word can become. Words are compared with the table only: nothing of them is run or looked up. */
export async function completionsOf(
  table: CompletionTable,
  typed: Typed,
  surroundings: Surroundings,
): Promise<Completion> {
  const { path, arguments: given, pending, isLiteral } = read(table, typed.words);
  const command = table.commands[path];
  const options = { ...table.shared, ...command?.options };
  const own = { table, path, surroundings };
  if (pending) return valuesOf(options[pending], { ...own, name: pending, current: typed.current });
  const [, name, value] = /^--([^=]+)=(.*)$/s.exec(typed.current) ?? [];
  if (!isLiteral && name !== undefined && value !== undefined) {
    const values = await valuesOf(entryIn(options, name), { ...own, name, current: value });
    return values === "files" ? values : values.map((one) => ({ ...one, text: `--${name}=${one.text}` }));
  }
  if (!isLiteral && typed.current.startsWith("-")) return optionsFor(options, typed);
  if (given > 0) return [];
  const words = (command?.words ?? []).map((text) => ({ text }));
  return matching([...nextWords(table, path), ...words], typed.current);
}

type Reading = {
  /** Words of the command so far. */
  path: string;
  /** How many arguments it has. */
  arguments: number;
  /** The option whose value comes next. */
  pending?: string | undefined;
  /** After `--` there are no options. */
  isLiteral: boolean;
};

function read(table: CompletionTable, words: readonly string[]): Reading {
  const reading: Reading = { path: "", arguments: 0, isLiteral: false };
  // `help devices list` is `devices list --help`.
  for (const word of words[0] === "help" ? words.slice(1) : words) take(table, reading, word);
  return reading;
}

function take(table: CompletionTable, reading: Reading, word: string): void {
  const { path, pending, isLiteral } = reading;
  if (pending) {
    // Shells that split words at `=` pass it as a word of its own.
    if (word !== "=") reading.pending = undefined;
    return;
  }
  if (isLiteral || !word.startsWith("-")) {
    const longer = path === "" ? word : `${path} ${word}`;
    const isWord = !isLiteral && reading.arguments === 0 && isCommandOrGroup(table, longer);
    if (isWord) reading.path = longer;
    else reading.arguments += 1;
    return;
  }
  if (word === "--") reading.isLiteral = true;
  const name = word.replace(/^--?/, "");
  const options = { ...table.shared, ...table.commands[path]?.options };
  if (entryIn(options, name)?.value) reading.pending = name;
}

const isCommandOrGroup = (table: CompletionTable, words: string): boolean =>
  Object.keys(table.commands).some((name) => name === words || name.startsWith(`${words} `));

const entryIn = (options: OptionEntries, name: string): OptionEntry | undefined =>
  Object.hasOwn(options, name) ? options[name] : undefined;

/** The words that can follow those of a command. */
function nextWords({ commands }: CompletionTable, path: string): Candidate[] {
  const start = path === "" ? "" : `${path} `;
  const found = new Map<string, Candidate>();
  for (const [name, { summary }] of Object.entries(commands)) {
    if (!name.startsWith(start)) continue;
    const [text = "", more] = name.slice(start.length).split(" ");
    if (text !== "" && (more === undefined || !found.has(text)))
      found.set(text, { text, summary: more === undefined ? summary : undefined });
  }
  return [...found.values()];
}

function optionsFor(options: OptionEntries, { words, current }: Typed): Candidate[] {
  const used = new Set(words.map((word) => word.split("=", 1)[0]));
  const open = Object.entries(options).flatMap(([name, { summary, multiple }]) =>
    used.has(`--${name}`) && !multiple ? [] : [{ text: `--${name}`, summary }],
  );
  return matching(open, current);
}

type ValueContext = {
  readonly table: CompletionTable;
  readonly path: string;
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly current: string;
};

const FILES = ["FILE", "FOLDER"];
const FIELD_LISTS = ["fields", "hydrate", "ignore", "sort"];

async function valuesOf(entry: OptionEntry | undefined, context: ValueContext): Promise<Completion> {
  const { table, path, surroundings, name, current } = context;
  // The rest of `--name = value`, where `=` is a word.
  const typed = current === "=" ? "" : current;
  if (entry?.choices) return matching(toCandidates(entry.choices), typed);
  if (FILES.includes(entry?.value ?? "")) return "files";
  if (name === "vendor") return matching(toCandidates(table.vendors), typed);
  if (name === "account") return listOf(["all", ...(await surroundings.accounts())], typed);
  const resource = path.split(" ", 1)[0] ?? "";
  return FIELD_LISTS.includes(name) ? listOf(table.fields[resource] ?? [], typed) : [];
}

/** Completes the last of several values that are separated by commas; `-` before a value stays. */
function listOf(values: readonly string[], typed: string): Candidate[] {
  const [, before = "", last = ""] = /^(.*,-?|-)?(.*)$/s.exec(typed) ?? [];
  const used = before.split(",");
  const open = values.filter((value) => value.startsWith(last) && !used.includes(value));
  return open.map((value) => ({ text: before + value }));
}

const toCandidates = (values: readonly string[]): Candidate[] => values.map((text) => ({ text }));

const matching = (candidates: readonly Candidate[], current: string): Candidate[] =>
  candidates.filter(({ text }) => text.startsWith(current));
