import type { Context } from "../domain/context.ts";
import { callAny } from "./call.ts";
import { evaluateExpression } from "./evaluate.ts";

/** What one run of the interpreter knows, before anything was followed. */
export function createContext(given: Pick<Context, "modules" | "record" | "outside">): Context {
  const interpreter = { evaluate: evaluateExpression, callValue: callAny };
  return { ...given, constants: new Map(), running: [], interpreter };
}
