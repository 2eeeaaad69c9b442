import ts from "typescript";
import type { Arguments, CallSite, Context, RunningCall } from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { callable, objectOf, UNDEFINED, type Value } from "../domain/value.ts";

/** What a mapper is given to note drift in. */
export const DRIFT: Value = objectOf([["note", callable({ kind: "builtin", name: "drift.note" })]]);

/**
 * `drift.note(problem, value)`. At run time a note is blamed on the property that was read last, so the value must be that
 * property, or made of it.
 */
export function noteDrift(value: Value, { here: { context }, node }: CallSite): Value {
  if (value.properties.size === 0 && !value.computed) return UNDEFINED; // constants do not drift
  const last = withoutItems(lastReadOf(context, node));
  const properties = withoutItems(value.properties);
  const sources = value.computed ? withoutItems([...value.properties, ...value.from]) : properties;
  if (last.size > 0 && isWithin(last, sources) && isWithin(properties, last)) return UNDEFINED;
  const call = context.running.find(({ args }) => args.some((one) => isMadeOf(one, sources)));
  return fail(
    call?.node ?? node,
    `${nameOf(call)} would blame ${listed(last)} for a bad value of ${listed(sources)}, since the argument is not the property that was read last`,
    "Read the property in the argument, as in `text(general?.name, drift)`.",
  );
}

/** What no response has is not there to be noted, so it is left out if anything else may have been read. */
function lastReadOf({ lastRead, record }: Context, node: ts.Node): readonly string[] {
  const there = [...lastRead].filter((path) => record.find(path, node) === "there");
  return there.length > 0 ? there : [...lastRead];
}

/** An item of a list is read by whatever goes through the list, so that the two count as one. */
const withoutItems = (paths: Iterable<string>): Set<string> =>
  new Set([...paths].map((path) => path.replace(/(\[\])+$/, "")));

const isWithin = (paths: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...paths].every((path) => others.has(path));

const isMadeOf = ({ properties, from, computed }: Value, sources: ReadonlySet<string>): boolean =>
  [...withoutItems([...properties, ...(computed ? from : [])])].some((path) => sources.has(path));

function nameOf(call: RunningCall | undefined): string {
  const called = call && ts.isCallExpression(call.node) ? call.node.expression : call?.node;
  return called ? `\`${called.getText()}\`` : "this";
}

const listed = (paths: ReadonlySet<string>): string =>
  [...paths].map((path) => `\`${path}\``).join(", ") || "nothing";

/** In a mapper every function that can note drift must be able to: what it does not note is lost. */
export function refuseForgottenDrift(
  parameters: readonly ts.ParameterDeclaration[],
  { items, rest }: Arguments,
  { here: { context }, node }: CallSite,
): void {
  if (context.outside !== "rejected" || rest) return;
  const at = parameters.findIndex(({ name }) => ts.isIdentifier(name) && name.text === "drift");
  if (at < 0 || items[at]?.object === DRIFT.object) return;
  const message = "drift is not passed on, so that a value this call cannot use would not be reported";
  fail(node, message, "Pass `drift` as the last argument.");
}
