import { type Condition, isRecord, text } from "@mdmkit/unified/vendor";
import type { FleetGroupRecord } from "../api/record.ts";
import { mapFleetLabel } from "./map-label.ts";

/**
 * Reads the query of a dynamic label, or what the identity provider must say of a host's user. Both stay as they are; only hosts of the
 * label's platform evaluate a query.
 */
export const language = {
  read(label: FleetGroupRecord) {
    const query = text(label.query);
    if (!query) return readVitals(label);
    const native: Condition = {
      type: "native",
      language: "osquery sql",
      source: query,
      reason: "Hosts evaluate this query.",
    };
    const { platform } = mapFleetLabel(label);
    if (!platform || platform === "unknown") return { source: query, condition: native };
    const isOfPlatform: Condition = { type: "field", field: "platform", operator: "eq", value: platform };
    return { source: query, condition: { type: "all" as const, conditions: [isOfPlatform, native] } };
  },
};

function readVitals({ criteria }: FleetGroupRecord) {
  if (!isRecord(criteria)) return undefined;
  const source = JSON.stringify(criteria);
  const reason = "Only Fleet knows the groups and departments of people.";
  return { source, condition: { type: "native" as const, language: "fleet host vitals", source, reason } };
}
