import type { Context } from "../domain/context.ts";
import { callAny } from "./call.ts";
import { evaluateExpression } from "./evaluate.ts";

/** The initial state of the interpreter. */
export function createContext(given: Pick<Context, "modules" | "record" | "outside">): Context {
  const interpreter = { evaluate: evaluateExpression, callValue: callAny };
  return { ...given, constants: new Map(), running: [], lastRead: new Set(), interpreter };
}
