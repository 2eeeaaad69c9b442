import { child, isObject } from "../read/json.ts";
import { placeOf, readYaml } from "../read/read-document.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import type { Problem } from "../workspace/problem.ts";
import { EXPIRES, mayExpire } from "./may-expire.ts";

/** Overlay actions whose `x-mdmkit-expires` has come: what they correct was to be looked at again by that day. */
export function expiringActions(spec: Spec, now: Date): Problem[] {
  if (!mayExpire(spec)) return [];
  const { parsed, source } = readYaml(spec.root, pathsOf(spec).overlay);
  const actions = isObject(parsed) && Array.isArray(parsed.actions) ? parsed.actions : [];
  const today = now.toISOString().slice(0, 10);
  return actions.flatMap((action, index): Problem[] => {
    const day = isObject(action) ? action[EXPIRES] : undefined;
    if (!isObject(action) || day === undefined) return [];
    const place = placeOf(spec.root, source, child("#", "actions", index, EXPIRES));
    const isDay = typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
    if (!isDay) {
      const message = `${EXPIRES} is ${JSON.stringify(day)}, not a day`;
      return [{ severity: "error", place, message, fix: "Write it as 2027-01-31." }];
    }
    if (day > today) return [];
    const message = `action "${String(action.description).replace(/\s+/g, " ").trim()}" expired on ${day}`;
    return [
      {
        severity: "error",
        place,
        message,
        fix: "See whether it is still needed; set a later day or remove it.",
      },
    ];
  });
}
