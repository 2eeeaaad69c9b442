import { MAX_TOKENS } from "./tokens.ts";

/** What a tool found. `problems` are why it is not everything; the first line of the result says so. */
export type ToolOutput = {
  /** One sentence: what there is. */
  readonly summary: string;
  /** Why it is not everything. */
  readonly problems: readonly string[];
  /** As the tool's output schema has it. */
  readonly content: Readonly<Record<string, unknown>>;
};

/** Clients get the content twice: as structured content, and as text for those that read only that. */
export const MAX_CONTENT_TOKENS = MAX_TOKENS / 2 - 500;

/** The first line of a result: whether it is complete, and what is missing. */
function firstLine({ summary, problems }: Omit<ToolOutput, "content">): string {
  return problems.length === 0 ? `Complete. ${summary}` : `INCOMPLETE. ${summary} ${problems.join(" ")}`;
}

/** The text of a result: its first line, and the content as JSON. */
export function textOf(output: ToolOutput): string {
  return `${firstLine(output)}\n${JSON.stringify(output.content)}`;
}

/** Format characters, which are invisible or change the direction of text, and all control characters that JSON does not escape. */
const UNSAFE = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A value whose texts show what would be invisible: people choose the names of their devices, and a name must not hide anything from
 * who reads it.
 */
export function visible<Value>(value: Value): Value;
export function visible(value: unknown): unknown {
  if (typeof value === "string") return value.replace(UNSAFE, escapeOf);
  if (Array.isArray(value)) return value.map((member: unknown) => visible(member));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [visible(name), visible(member)]));
}

const escapeOf = (sign: string): string => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;

/** A text from a vendor or a person inside a sentence: quoted, on one line, and cut. */
export function quoted(text: string): string {
  return JSON.stringify(visible(text.length > 80 ? `${text.slice(0, 80)}…` : text));
}
