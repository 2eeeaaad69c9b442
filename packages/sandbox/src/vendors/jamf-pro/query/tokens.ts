export type Token =
  | { readonly kind: "and" | "or" | "open" | "close" }
  | { readonly kind: "compare"; readonly operator: string }
  | { readonly kind: "word"; readonly text: string; readonly quoted: boolean };

const operators = ["==", "!=", "<=", ">=", "<", ">"];

/** A filter that cannot be read, with the reason. */
export class FilterProblem extends Error {}

/** Cuts an RSQL expression into tokens; a quoted text loses its quotes and escapes. */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < filter.length; ) {
    const rest = filter.slice(at);
    const [blank = ""] = /^\s+/.exec(rest) ?? [];
    const token = blank === "" ? tokenAt(rest) : undefined;
    if (token) tokens.push(token.token);
    at += token?.length ?? blank.length;
  }
  return tokens;
}

const signs = { ";": "and", ",": "or", "(": "open", ")": "close" } as const;

function tokenAt(rest: string): { token: Token; length: number } {
  const [first = ""] = rest;
  if (first === ";" || first === "," || first === "(" || first === ")") {
    return { token: { kind: signs[first] }, length: 1 };
  }
  const named = /^=[a-z]+=/.exec(rest)?.[0] ?? operators.find((operator) => rest.startsWith(operator));
  if (named !== undefined) return { token: { kind: "compare", operator: named }, length: named.length };
  if (first === '"' || first === "'") return quoted(rest, first);
  const word = /^[^\s"'();,=<>!~]+/.exec(rest)?.[0];
  if (word === undefined) throw new FilterProblem(`unexpected ${first}`);
  if (word === "and" || word === "or") return { token: { kind: word }, length: word.length };
  return { token: { kind: "word", text: word, quoted: false }, length: word.length };
}

function quoted(rest: string, quote: string): { token: Token; length: number } {
  let text = "";
  for (let at = 1; at < rest.length; at++) {
    const character = rest.charAt(at);
    if (character === quote) return { token: { kind: "word", text, quoted: true }, length: at + 1 };
    if (character === "\\") at += 1;
    text += rest.charAt(at);
  }
  throw new FilterProblem("a quote is not closed");
}
