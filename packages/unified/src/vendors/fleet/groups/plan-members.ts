import { text } from "@mdmkit/unified/vendor";
import { ids, invalidInput } from "../api/errors.ts";
import type { FleetGroupRecord } from "../api/record.ts";
import type { FleetPlan } from "../generated/api/client.ts";

/** Plans that put a label on hosts or take it off, host by host, since a change of the label itself replaces all of its hosts. */
export const planAdditions = (label: FleetGroupRecord, [id = ""]: readonly string[]): FleetPlan => ({
  steps: [
    {
      operation: "addHostLabels",
      path: { id: ids.recordNumber("addHostLabels", id) },
      body: { labels: [nameOf(label)] },
    },
  ],
});

export const planRemovals = (label: FleetGroupRecord, [id = ""]: readonly string[]): FleetPlan => ({
  steps: [
    {
      operation: "removeHostLabels",
      path: { id: ids.recordNumber("removeHostLabels", id) },
      body: { labels: [nameOf(label)] },
    },
  ],
});

/** By which alone a label is put on hosts. */
function nameOf(label: FleetGroupRecord): string {
  const name = text(label.name);
  if (name) return name;
  throw invalidInput("addHostLabels", "The label has no name.");
}
