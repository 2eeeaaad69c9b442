import { type Condition, isEqualValue, text } from "@mdmkit/unified/vendor";
import type { IntuneGroupRecord } from "../api/record.ts";
import { NO_DEVICE_ID } from "../devices/read-device.ts";
import { readRule } from "./read-rule.ts";

/** A rule is about objects of the directory, and not every device that Intune manages has one. */
const IS_IN_DIRECTORY = [null, NO_DEVICE_ID].map(
  (value): Condition => ({
    type: "not",
    condition: { type: "remote_data", path: "azureADDeviceId", operator: "eq", value },
  }),
);

/** The condition without what every rule implies. */
export function withoutDirectory(condition: Condition): Condition {
  if (condition.type !== "all") return condition;
  const own = condition.conditions.filter(
    (part) => !IS_IN_DIRECTORY.some((implied) => isEqualValue(part, implied)),
  );
  return { type: "all", conditions: own };
}

/** Reads the membership rule of a dynamic group; others have none. */
export const language = {
  read({ membershipRule }: IntuneGroupRecord) {
    const rule = text(membershipRule);
    if (!rule) return undefined;
    const condition: Condition = { type: "all", conditions: [...IS_IN_DIRECTORY, readRule(rule)] };
    return { source: rule, condition };
  },
};
