import type ts from "typescript";
import type { Module, Modules } from "./module.ts";
import { createScope } from "./scope.ts";
import type { Scope, Value } from "./value.ts";

/** What the code runs in, as far as that can be told without running it. */
export type Context = {
  readonly modules: Modules;
  readonly record: RecordShape;
  /** What code outside of the package gives: an error, or something unknown of which its calls are noted. */
  readonly outside: { readonly note: (call: string) => void } | "refused";
  /** Constants of files, once they were asked for. */
  readonly constants: Map<ts.VariableDeclaration, Value>;
  /** Functions that are running. */
  readonly running: ts.Node[];
  readonly interpreter: Interpreter;
};

/** The two steps that all others come back to. They are handed on here, so that the files' imports form no circle. */
export type Interpreter = {
  readonly evaluate: (node: ts.Expression, here: Here) => Value;
  readonly callValue: (callee: Value, args: Arguments, site: CallSite) => Value;
};

/** Where code stands while it is followed. */
export type Here = { readonly context: Context; readonly scope: Scope; readonly frame: Frame };

/** One call of a function while it runs. */
export type Frame = {
  /** What its answer depends on from here on, since a condition could have ended it before. */
  control: ReadonlySet<string>;
  /** How many branches and loops deep it is: what is assigned there may not be. */
  depth: number;
  readonly returns: Value[];
};

export function createFrame(): Frame {
  return { control: new Set(), depth: 0, returns: [] };
}

/** Where the code of a file starts. */
export function startOf(module: Module, context: Context): Here {
  return { context, scope: createScope(module), frame: createFrame() };
}

/** What a call is given; `rest` stands for all after `items`, whose number is not known. */
export type Arguments = { readonly items: readonly Value[]; readonly rest: Value | undefined };

export type CallSite = { readonly here: Here; readonly node: ts.Node };

/** What an expression can be. Fails on what it does not know. */
export function evaluate(node: ts.Expression, here: Here): Value {
  return here.context.interpreter.evaluate(node, here);
}

/** The result of whatever the value can call. */
export function callValue(callee: Value, args: Arguments, site: CallSite): Value {
  return site.here.context.interpreter.callValue(callee, args, site);
}

/** The raw record as one method of a resource reads it. */
export type RecordShape = {
  /** Whether something can stand at a path; `elsewhere`: not in what this method reads, but in what the other does. */
  find(path: string, node: ts.Node): "there" | "elsewhere" | "nowhere";
  /** Whether the document has a list there. */
  isList(path: string): boolean;
};
