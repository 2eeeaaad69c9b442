import type { JsonValue } from "../../read/json.ts";
import { always, byRole, narrowed, type Rating, type Role } from "./rating.ts";

type Change = {
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  readonly role: Role;
};

/** Rates a constraint: a tighter one breaks requests, a looser one is new for responses. */
export function rateConstraint(keyword: string, { before, after, role }: Change): Rating {
  if (keyword === "format") return rateFormat({ before, after, role });
  const limit = LIMITS[keyword];
  if (limit !== undefined) return isTighter(before, after, limit) ? narrowed(role) : loosened(role);
  if (before === undefined || after === true) return narrowed(role);
  if (after === undefined || after === false) return loosened(role);
  return byRole(role, {
    request: always("major", "values that were allowed are rejected"),
    response: always("minor"),
  });
}

function loosened(role: Role): Rating {
  return byRole(role, {
    request: always("patch"),
    response: always("minor", "values may be beyond the old limit"),
  });
}

/** Whether a higher value (1) or a lower one (-1) allows less. */
const LIMITS: Readonly<Record<string, 1 | -1>> = {
  minimum: 1,
  exclusiveMinimum: 1,
  minLength: 1,
  minItems: 1,
  minProperties: 1,
  minContains: 1,
  maximum: -1,
  exclusiveMaximum: -1,
  maxLength: -1,
  maxItems: -1,
  maxProperties: -1,
  maxContains: -1,
};

function isTighter(before: JsonValue | undefined, after: JsonValue | undefined, direction: 1 | -1): boolean {
  const [was, is] = [before, after].map((limit) =>
    typeof limit === "number"
      ? limit * direction
      : limit === true
        ? Number.MAX_VALUE
        : Number.NEGATIVE_INFINITY,
  );
  return (is ?? 0) > (was ?? 0);
}

const NUMERIC: ReadonlySet<JsonValue | undefined> = new Set(["int32", "int64", "float", "double"]);

/** Another format is written in another way. Widths of numbers and a format where there was none are less. */
function rateFormat({ before, after, role }: Change): Rating {
  if (before === "binary" || after === "binary") return always("major", "binary data has a type of its own");
  if (before === undefined) return byRole(role, { request: always("minor"), response: always("patch") });
  if (after === undefined) return byRole(role, { request: always("patch"), response: always("minor") });
  return NUMERIC.has(before) && NUMERIC.has(after) ? always("minor") : always("major");
}
