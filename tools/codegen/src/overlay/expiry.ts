import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { child, isObject, type JsonObject } from "../read/json.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import type { Problem } from "../workspace/problem.ts";

/** The key of an overlay action that says by which day it must be reviewed, such as `2027-01-31`. */
const EXPIRES = "x-mdmkit-expires";

/** Overlay actions whose `x-mdmkit-expires` has passed, so that they must be reviewed. */
export async function expiringActions(spec: Spec, now: Date): Promise<Problem[]> {
  if (!mayExpire(spec)) return [];
  const { locationOf, readYaml } = await import("../read/read-document.ts");
  const { parsed, source } = readYaml(spec.root, pathsOf(spec).overlay);
  const actions = isObject(parsed) && Array.isArray(parsed.actions) ? parsed.actions : [];
  return actions.flatMap((action, index): Problem[] => {
    const found = isObject(action) ? problemOf(action, now) : undefined;
    if (!found) return [];
    const location = locationOf(spec.root, source, child("#", "actions", index, EXPIRES));
    return [{ severity: "error", location, ...found }];
  });
}

/** A cheap check without the YAML parser; false for most overlays. */
function mayExpire(spec: Spec): boolean {
  const file = join(spec.root, pathsOf(spec).overlay);
  return existsSync(file) && readFileSync(file, "utf8").includes(EXPIRES);
}

function problemOf(action: JsonObject, now: Date): Pick<Problem, "message" | "fix"> | undefined {
  const day = action[EXPIRES];
  if (day === undefined) return undefined;
  const isDay = typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  if (!isDay) {
    return { message: `${EXPIRES} is ${JSON.stringify(day)}, not a date`, fix: "Write it as 2027-01-31." };
  }
  if (day > now.toISOString().slice(0, 10)) return undefined;
  const message = `action "${String(action.description).replace(/\s+/g, " ").trim()}" expired on ${day}`;
  return { message, fix: "Check whether it is still needed, then set a later date or remove it." };
}
