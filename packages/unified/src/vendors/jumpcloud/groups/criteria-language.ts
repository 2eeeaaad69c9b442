import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import { type Condition, isRecord, list, text } from "@mdmkit/unified/vendor";
import { isUserGroup, type JumpCloudGroupRecord } from "./map-group.ts";

const LANGUAGE = "jumpcloud filter";

/** Reads the rule of a dynamic group: filters that a device or user must meet all. Which fields they can name is not documented, so each stays as it is. */
export const language = {
  read(group: JumpCloudGroupRecord) {
    const { memberQuery } = group;
    const rules = isUserGroup(group) ? userRulesOf(group) : rulesOf(group);
    if (rules.length === 0) return undefined;
    const conditions = rules.flatMap(filtersIn).map(nativeOf);
    const [first] = conditions;
    const condition: Condition = first && conditions.length === 1 ? first : { type: "all", conditions };
    return { source: JSON.stringify(memberQuery), condition };
  },
};

function rulesOf({ memberQuery }: JumpCloudSchemas["SystemGroup"]): string[] {
  const { filters, searchFilters } = isRecord(memberQuery) ? memberQuery : {};
  return [...list(filters), searchFilters].flatMap((each) => text(each) ?? []);
}

function userRulesOf({ memberQuery }: JumpCloudSchemas["UserGroup"]): string[] {
  const { filters } = isRecord(memberQuery) ? memberQuery : {};
  return list(filters).map((filter) => JSON.stringify(filter));
}

/** The filters in the JSON that a rule is; the rule itself if it is anything else. */
function filtersIn(rule: string): string[] {
  try {
    const parsed: unknown = JSON.parse(rule);
    const filters = Array.isArray(parsed) ? parsed : Reflect.get(Object(parsed), "filters");
    return Array.isArray(filters) && filters.length > 0
      ? filters.map((filter) => JSON.stringify(filter))
      : [rule];
  } catch {
    return [rule];
  }
}

function nativeOf(source: string): Condition {
  return {
    type: "native",
    language: LANGUAGE,
    source,
    reason: "The fields of this language are not documented.",
  };
}
