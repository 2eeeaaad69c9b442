import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathsOf, type Spec } from "../workspace/discover.ts";

/** The key of an overlay action that says by which day it has to be looked at again, `2027-01-31`. */
export const EXPIRES = "x-mdmkit-expires";

/** False for most overlays, without parsing them. */
export function mayExpire(spec: Spec): boolean {
  const file = join(spec.root, pathsOf(spec).overlay);
  return existsSync(file) && readFileSync(file, "utf8").includes(EXPIRES);
}
