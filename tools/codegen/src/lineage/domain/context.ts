import type ts from "typescript";
import type { Modules } from "./module.ts";
import type { Value } from "./value.ts";

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
};

/** The raw record as one method of a resource reads it. */
export type RecordShape = {
  /** Whether something can stand at a path; `elsewhere`: not in what this method reads, but in what the other does. */
  find(path: string, node: ts.Node): "there" | "elsewhere" | "nowhere";
  /** Whether the document has a list there. */
  isList(path: string): boolean;
};
