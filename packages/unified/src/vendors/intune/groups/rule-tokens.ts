/** A token of a membership rule: where it begins and ends, and its text without quotes. */
export type Token = {
  readonly type: "open" | "close" | "list" | "end-list" | "comma" | "text" | "word";
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const TOKEN =
  /\s*(?:(?<open>\()|(?<close>\))|(?<list>\[)|(?<endList>\])|(?<comma>,)|"(?<text>(?:[^"`]|`.)*)"|(?<word>[-\w.]+))/y;

/** The tokens of a rule; undefined where it has something else. */
export function tokensOf(rule: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (rule.slice(TOKEN.lastIndex).trim() !== "") {
    const from = TOKEN.lastIndex;
    const groups = TOKEN.exec(rule)?.groups;
    if (!groups) return undefined;
    const end = TOKEN.lastIndex;
    const start = from + (rule.slice(from, end).length - rule.slice(from, end).trimStart().length);
    tokens.push({ ...typeOf(groups), start, end });
  }
  return tokens;
}

function typeOf({ open, close, list, endList, comma, text, word = "" }: Partial<Record<string, string>>) {
  if (open) return { type: "open", text: open } as const;
  if (close) return { type: "close", text: close } as const;
  if (list) return { type: "list", text: list } as const;
  if (endList) return { type: "end-list", text: endList } as const;
  if (comma) return { type: "comma", text: comma } as const;
  // A grave accent escapes the character after it.
  return text === undefined
    ? ({ type: "word", text: word } as const)
    : ({ type: "text", text: text.replace(/`(.)/g, "$1") } as const);
}
