/**
 * The expression with the pattern of every `match()` in a group, since RFC 9535 matches the whole text and jsonpath-rfc9535
 * anchors only the first and the last alternative of `a|b`.
 */
export function anchorMatch(expression: string): string {
  let anchored = "";
  let last = 0;
  for (const call of callsOf(expression, "match")) {
    const literal = /,\s*(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*$/.exec(call.arguments);
    if (!literal) throw new Error("the pattern of match() must be a text");
    const quote = call.start + literal.index + literal[0].search(/["']/);
    const end = call.start + literal.index + literal[0].trimEnd().length - 1;
    anchored += `${expression.slice(last, quote + 1)}(${expression.slice(quote + 1, end)})`;
    last = end;
  }
  return anchored + expression.slice(last);
}

type Call = { readonly start: number; readonly arguments: string };

const TOKENS = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[a-z_][a-z0-9_]*\(|[()]/gi;

/** The calls of a function, outside of texts, and where their arguments start. */
function callsOf(expression: string, name: string): Call[] {
  const calls: Call[] = [];
  const open: (number | undefined)[] = [];
  for (const { 0: token, index } of expression.matchAll(TOKENS)) {
    if (token.endsWith("(") && !/^["']/.test(token))
      open.push(token === `${name}(` ? index + token.length : undefined);
    if (token !== ")") continue;
    const start = open.pop();
    if (start !== undefined) calls.push({ start, arguments: expression.slice(start, index) });
  }
  return calls.sort((one, other) => one.start - other.start);
}
