/** A string literal in ASCII, as TypeScript prints it. */
export function quoted(text: string): string {
  return `"${text.replace(SPECIAL, escaped)}"`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped.
const SPECIAL = /[\\"\u0000-\u001f]|[^\u0000-\u007f]/g;

const SHORT: Readonly<Record<string, string>> = {
  "\t": "\\t",
  "\v": "\\v",
  "\f": "\\f",
  "\b": "\\b",
  "\r": "\\r",
  "\n": "\\n",
  "\\": "\\\\",
  '"': '\\"',
};

function escaped(character: string, offset: number, text: string): string {
  if (character === "\0") return /[0-9]/.test(text.charAt(offset + 1)) ? "\\x00" : "\\0";
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
