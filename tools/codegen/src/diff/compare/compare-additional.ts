import { isObject } from "../../read/json.ts";
import type { At } from "../normal/unwrap.ts";
import type { Comparison } from "./comparison.ts";
import { type KeywordPair, reportKeyword } from "./keyword-pair.ts";
import { always, byRole, narrowed, type Rating, widened } from "./rating.ts";

/** What is known of properties without a name: nothing, that there are any, their type, or that there are none. */
type State = "open" | "any" | "typed" | "closed";

/** Compares `additionalProperties`. Only where it is written do generated types have an index signature. */
export function compareAdditional(one: KeywordPair, comparison: Comparison): void {
  const { pair, before, after } = one;
  const [was, is] = [stateOf(before), stateOf(after)];
  if (was === "typed" && is === "typed" && before && after)
    comparison.compareBelow(pair, { base: before, revision: after });
  else if (was !== is) reportKeyword(one, comparison, rate(was, is, one));
}

function stateOf(at: At | undefined): State {
  if (at === undefined) return "open";
  if (typeof at.node === "boolean") return at.node ? "any" : "closed";
  return isObject(at.node) && Object.keys(at.node).length > 0 ? "typed" : "any";
}

function rate(was: State, is: State, { pair: { role } }: KeywordPair): Rating {
  if (is === "closed") return narrowed(role, was === "open" ? "minor" : "major");
  if (was === "closed") return always("minor");
  if (is === "open") return always("major", "other properties than the named ones no longer compile");
  if (was === "open")
    return byRole(role, {
      request: is === "typed" ? always("major", "other properties must have its type") : always("minor"),
      response: always("minor"),
    });
  return is === "typed" ? narrowed(role, "minor") : widened(role);
}
