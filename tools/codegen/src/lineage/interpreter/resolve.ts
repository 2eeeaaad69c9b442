import type ts from "typescript";
import { type Context, evaluate, type Here, startOf } from "../domain/context.ts";
import { fail, type Module } from "../domain/module.ts";
import { readMember } from "../domain/read.ts";
import { createScope } from "../domain/scope.ts";
import { callable, OPAQUE, objectOf, type Scope, UNDEFINED, type Value } from "../domain/value.ts";

/** Global names that code may use. */
const BUILTINS = new Set([
  "Array",
  "Boolean",
  "Date",
  "JSON",
  "Map",
  "Math",
  "Number",
  "Object",
  "Promise",
  "Reflect",
  "RegExp",
  "Set",
  "String",
  "URL",
  "btoa",
  "decodeURIComponent",
  "encodeURIComponent",
  "parseFloat",
  "parseInt",
  "structuredClone",
]);

/** The value of a name. */
export function resolveName(node: ts.Identifier, scope: Scope, context: Context): Value {
  const name = node.text;
  const found = scope.find(name) ?? nameOfModule(name, scope.module, context);
  if (found) return found;
  if (name === "undefined") return UNDEFINED;
  if (name === "NaN" || name === "Infinity") return OPAQUE;
  if (BUILTINS.has(name)) return callable({ kind: "builtin", name });
  return fail(
    node,
    `${name} cannot be followed`,
    "It is neither a name of this package nor a supported global.",
  );
}

/** The value of a name that a file declares or imports. */
export function nameOfModule(name: string, module: Module, context: Context): Value | undefined {
  const node = module.functions.get(name);
  if (node) return callable({ kind: "closure", node, scope: createScope(module) });
  const variable = module.variables.get(name);
  if (variable) return constantOf(variable, startOf(module, context));
  const member = module.members.get(name);
  if (member) {
    const { declaration } = member;
    const whole = constantOf(declaration, startOf(module, context));
    return readMember(context, whole, member.name, declaration);
  }
  const found = module.imports.get(name);
  if (!found) return undefined;
  if (found.path === undefined)
    return callable({ kind: "outside", name: `${found.specifier}#${found.name}` });
  const target = context.modules.load(found.path);
  return found.name === "*" ? namesOf(target, context) : nameOfModule(found.name, target, context);
}

/** An object with all that a file declares. */
export function namesOf(module: Module, context: Context): Value {
  const names = [module.functions, module.variables, module.members].flatMap((each) => [...each.keys()]);
  return objectOf(names.map((each) => [each, nameOfModule(each, module, context) ?? UNDEFINED]));
}

function constantOf(variable: ts.VariableDeclaration, here: Here): Value {
  const { context } = here;
  const known = context.constants.get(variable);
  if (known) return known;
  context.constants.set(variable, UNDEFINED); // For a constant that refers to itself.
  const { initializer } = variable;
  const value = initializer ? evaluate(initializer, here) : UNDEFINED;
  context.constants.set(variable, value);
  return value;
}
