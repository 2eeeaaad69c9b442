import { type JSONVisitor, visit } from "jsonc-parser";

/** Visits the parts of a JSON text without building a tree, until the visitor calls `stop`, whose result it gives. */
export function visitJson<Result>(
  text: string,
  createVisitor: (stop: (result: Result) => never) => JSONVisitor,
): Result | undefined {
  const found: Result[] = [];
  const signal = new Error("The traversal has ended.");
  const visitor = createVisitor((result) => {
    found.push(result);
    throw signal;
  });
  try {
    visit(text, visitor, { disallowComments: true });
  } catch (error) {
    if (error !== signal) throw error;
  }
  return found[0];
}
