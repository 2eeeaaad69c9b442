import { wrap } from "../output/wrap.ts";
import type { Output } from "../process/context.ts";
import { EXIT_MEANINGS } from "../process/exit-code.ts";
import { withProgram } from "../process/program.ts";
import { createStyle } from "../process/style.ts";
import { SHARED_OPTIONS } from "./global-options.ts";
import type { OptionSpec, OptionTable } from "./options.ts";

export type HelpContent = {
  readonly name: string;
  readonly summary: string;
  readonly subcommands?: readonly Row[];
  readonly arguments?: readonly string[];
  /** An argument that can follow any number of times, with the rows that describe what it can be. */
  readonly rest?: string;
  readonly parameters?: readonly Row[];
  readonly options?: OptionTable;
  readonly schemaOptions?: OptionTable;
  readonly examples: readonly string[];
  readonly notes?: readonly string[];
};

/** Where help is shown, and how commands are typed there. */
export type Terminal = { readonly stdout: Pick<Output, "color" | "columns">; readonly program: string };
type Row = readonly [term: string, text: string];

const MAX_WIDTH = 100;
const MAX_TERM_WIDTH = 36;
/** With less room than this beside the terms, texts are below them. */
const MIN_TEXT_WIDTH = 24;
const BELOW = 6;

/** Help of one command. */
export function commandHelp(content: HelpContent, terminal: Terminal): string {
  const usage = [
    "mdmkit",
    content.name,
    ...(content.arguments ?? []),
    ...(content.rest ? [`[${content.rest} …]`] : []),
    "[options]",
  ].join(" ");
  const own = { ...content.schemaOptions, ...content.options };
  const shared = Object.fromEntries(
    Object.entries(SHARED_OPTIONS).filter(([name]) => !Object.hasOwn(own, name)),
  );
  return page(terminal, [
    { text: content.summary },
    { title: "Usage", text: usage },
    { title: "Subcommands", rows: content.subcommands ?? [] },
    { title: "Parameters", rows: content.parameters ?? [] },
    { title: "Options", rows: optionRows(own) },
    { title: "Options of every command", rows: optionRows(shared) },
    ...(content.notes ?? []).map((text) => ({ text })),
    { title: "Examples", rows: content.examples.map((example): Row => [example, ""]) },
  ]);
}

export type Section = { readonly title?: string; readonly text?: string; readonly rows?: readonly Row[] };

/** Joins sections, with commands as they are typed, and wraps them to the terminal. Empty sections are left out. */
export function page({ stdout, program }: Terminal, contents: readonly Section[]): string {
  const style = createStyle(stdout);
  const width = Math.min(stdout.columns ?? MAX_WIDTH, MAX_WIDTH);
  const sections = contents.map((section) => typable(section, program));
  const terms = sections.flatMap(({ rows = [] }) =>
    rows.flatMap(([term, text]) => (text === "" ? [] : [term.length])),
  );
  const beside = Math.min(MAX_TERM_WIDTH, Math.max(0, ...terms)) + 4;
  const indentation = width - beside < MIN_TEXT_WIDTH ? BELOW : beside;
  const texts = sections.flatMap(({ title, text, rows = [] }) => {
    if (text === undefined && rows.length === 0) return [];
    const head = title === undefined ? [] : [style("bold", title)];
    const indent = title === undefined ? "" : "  ";
    const body = text === undefined ? [] : wrap(text, width - indent.length).map((line) => indent + line);
    return [[...head, ...body, ...rows.flatMap((row) => rowLines(row, { width, indentation }))].join("\n")];
  });
  return `${texts.join("\n\n")}\n`;
}

function typable({ text, rows, ...section }: Section, program: string): Section {
  const shown = (words: string) => withProgram(words, program);
  return {
    ...section,
    ...(text !== undefined && { text: shown(text) }),
    ...(rows && { rows: rows.map(([term, what]): Row => [shown(term), shown(what)]) }),
  };
}

export const EXIT_TEXT = EXIT_MEANINGS.map(([code, meaning]) => `${code} ${meaning}`).join("; ");

/** One row for each option that is not hidden. */
export function optionRows(table: OptionTable): Row[] {
  return Object.entries(table)
    .filter(([, { hidden }]) => !hidden)
    .map(([name, spec]) => [`--${name}${spec.value ? ` ${spec.value}` : ""}`, textOf(spec)]);
}

/** The first sentence of the summary, followed by the choices unless it has them as words. */
function textOf({ summary, choices }: OptionSpec): string {
  const sentence = firstSentence(summary);
  const words = sentence.split(/[^\w.-]+/);
  if (!choices || choices.every((choice) => words.includes(choice))) return sentence;
  return [sentence, choices.join(", ")].filter(Boolean).join(": ");
}

/** The first sentence without its period. */
export const firstSentence = (text: string): string => text.split(/\.(\s|$)/, 1)[0] ?? "";

function rowLines(
  [term, text]: Row,
  { width, indentation }: { width: number; indentation: number },
): string[] {
  if (text === "") return [`  ${term}`];
  const [first = "", ...others] = wrap(text, Math.max(20, width - indentation));
  const head = `  ${term}`.padEnd(indentation);
  const firstLines = head.endsWith(" ") ? [head + first] : [head, " ".repeat(indentation) + first];
  return [...firstLines, ...others.map((line) => " ".repeat(indentation) + line)];
}
