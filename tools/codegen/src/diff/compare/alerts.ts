import type { MeaningAlert } from "../documents/change.ts";
import { Subjects } from "../documents/subject.ts";
import { usesOf } from "../documents/uses.ts";
import { movedProperties } from "../meaning/moved.ts";
import type { Comparison } from "./comparison.ts";
import { groupBy } from "./group-by.ts";

/** Possible changes of meaning: what the comparison came across, and properties that moved within a schema. */
export function meaningAlerts(comparison: Comparison): MeaningAlert[] {
  const { documents, alerts } = comparison;
  const subjects = new Subjects(documents);
  const found = alerts.map(
    ({ owner, label, ...alert }): MeaningAlert => ({
      ...alert,
      subject: subjects.at(label),
      uses: comparison.usesOf(owner),
    }),
  );
  const moved = movedProperties(documents);
  const uses = moved.length > 0 ? usesOf(documents.revision) : undefined;
  const all = [
    ...found,
    ...moved.map(
      (alert): MeaningAlert => ({
        ...alert,
        subject: subjects.at(alert.pointer),
        uses: [...(uses?.at(alert.pointer) ?? [])],
      }),
    ),
  ];
  return joined(all);
}

/** An alert for what is sent and returned is one. */
function joined(alerts: readonly MeaningAlert[]): MeaningAlert[] {
  const groups = groupBy(alerts, ({ kind, pointer, before, after }) =>
    JSON.stringify([kind, pointer, before, after]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, uses: group.flatMap(({ uses }) => uses) }] : [];
  });
}
