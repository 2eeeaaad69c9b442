import type ts from "typescript";
import type { Module, Modules } from "./module.ts";
import { createScope } from "./scope.ts";
import { type Scope, union, type Value } from "./value.ts";

/** The state of the interpreter. */
export type Context = {
  readonly modules: Modules;
  readonly record: RecordShape;
  /** How to handle code outside of the package: as an error, or as an unknown value whose calls are noted. */
  readonly outside: { readonly note: (call: string) => void } | "rejected";
  /** Values of module constants that were evaluated. */
  readonly constants: Map<ts.VariableDeclaration, Value>;
  /** Calls of functions that are running, the innermost last. */
  readonly running: RunningCall[];
  /** Properties of the record one of which was read last. */
  lastRead: ReadonlySet<string>;
  readonly interpreter: Interpreter;
};

/** The two recursive steps. They are passed in the context, so that the files do not import each other in a circle. */
type Interpreter = {
  readonly evaluate: (node: ts.Expression, here: Here) => Value;
  readonly callValue: (callee: Value, args: Arguments, site: CallSite) => Value;
};

/** The state at a point of the code. */
export type Here = { readonly context: Context; readonly scope: Scope; readonly frame: Frame };

/** A function call in progress. */
export type Frame = {
  /** Sources of everything that follows, since a condition could have returned before. */
  control: ReadonlySet<string>;
  /** Depth of branches and loops. Above 0, an assignment may not happen. */
  depth: number;
  readonly returns: Value[];
  /** What was read last where it returns. */
  lastRead: ReadonlySet<string>;
};

export function createFrame(): Frame {
  return { control: new Set(), depth: 0, returns: [], lastRead: new Set() };
}

export type RunningCall = {
  readonly closure: ts.Node;
  readonly args: readonly Value[];
  /** Where it is called. */
  readonly node: ts.Node;
};

/** Follows several ways of which one is taken. What was read last is what any of them read last. */
export function fork<Result>(context: Context, ways: readonly (() => Result)[]): Result[] {
  const before = context.lastRead;
  const after: ReadonlySet<string>[] = [];
  const results = ways.map((way) => {
    context.lastRead = before;
    const result = way();
    after.push(context.lastRead);
    return result;
  });
  context.lastRead = union(...after);
  return results;
}

/** Follows what may run, or not. */
export function maybe<Result>(context: Context, way: () => Result): Result {
  const before = context.lastRead;
  const result = way();
  context.lastRead = union(before, context.lastRead);
  return result;
}

/** The state at the start of a file. */
export function startOf(module: Module, context: Context): Here {
  return { context, scope: createScope(module), frame: createFrame() };
}

/** The arguments of a call. `rest` is the value of an unknown number of arguments after `items`. */
export type Arguments = { readonly items: readonly Value[]; readonly rest: Value | undefined };

export type CallSite = { readonly here: Here; readonly node: ts.Node };

/** The value of an expression. Fails if it cannot be followed. */
export function evaluate(node: ts.Expression, here: Here): Value {
  return here.context.interpreter.evaluate(node, here);
}

/** The joined result of all functions that the value can be. */
export function callValue(callee: Value, args: Arguments, site: CallSite): Value {
  return site.here.context.interpreter.callValue(callee, args, site);
}

/** The raw record in a method of a resource. */
export type RecordShape = {
  /** Whether the record can have a path. `elsewhere`: only in the other method. */
  find(path: string, node: ts.Node): "there" | "elsewhere" | "nowhere";
  /** Whether the document has a list at the path. */
  isList(path: string): boolean;
};
