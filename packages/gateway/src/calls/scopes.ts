import { GatewayError } from "../errors/gateway-error.ts";
import type { CallFacts } from "../operations/call-facts.ts";
import type { Scope } from "../store/store.ts";

/** Refuses a call whose token lacks a scope. */
export function assertScope({ token }: Pick<CallFacts, "token">, scope: Scope): void {
  if (token?.scopes.includes(scope)) return;
  throw new GatewayError(403, `The token lacks the scope \`${scope}\`.`);
}

type Operation = { readonly path: string; readonly safety: Scope };

/** Operations whose handler knows better what they need, because it depends on the body. */
const DECIDED_LATER = ["performDeviceAction", "performBatch"];

/** What a token needs for an operation; undefined where none is needed, or where the handler decides. */
export function neededScope(id: string, { path, safety }: Operation): Scope | undefined {
  if (path.startsWith("/admin/")) return "admin";
  return DECIDED_LATER.includes(id) ? undefined : safety;
}

/** Everything but what those who run the service look at. */
export function needsToken({ path }: Pick<Operation, "path">): boolean {
  return path.startsWith("/admin/") || path.startsWith("/unified/");
}
