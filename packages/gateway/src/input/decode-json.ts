/** The strings and the structure of a JSON text. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]/g;

/** The path of the first key that an object in valid JSON has twice; `JSON.parse` drops all but the last of them. */
export function findRepeatedKey(json: string): string | undefined {
  const stack: { readonly keys: Set<string> | undefined; at: string | number }[] = [];
  let before = "";
  for (const [token] of json.matchAll(TOKEN)) {
    const inner = stack.at(-1);
    if (token === "{") stack.push({ keys: new Set(), at: "" });
    else if (token === "[") stack.push({ keys: undefined, at: 0 });
    else if (token === "}" || token === "]") stack.pop();
    else if (token === "," && inner && typeof inner.at === "number") inner.at++;
    else if (token.startsWith('"') && inner?.keys && before !== ":") {
      const key = String(JSON.parse(token));
      inner.at = key;
      if (inner.keys.has(key)) return stack.map(({ at }) => String(at).slice(0, 100)).join(".");
      inner.keys.add(key);
    }
    before = token;
  }
  return undefined;
}

/** Throws for bytes that are not UTF-8. A byte order mark is left out. */
export function decodeUtf8(bytes: ArrayBuffer): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
