import { asRows, isRow, type Row, rowOf } from "../../../engine/records/values.ts";
import { siteOf } from "../catalog.ts";

const sections = ["general", "purchasing", "userAndLocation", "hardware", "operatingSystem"];

/** The computer after a PATCH, which changes only what it names. */
export function changedComputer(row: Row, patch: Row): Row {
  const changed: Record<string, unknown> = { ...row };
  for (const section of sections) {
    const sent = patch[section];
    if (isRow(sent))
      changed[section] = changedSection(row[section], section === "general" ? generalOf(sent) : sent);
  }
  if (patch.extensionAttributes !== undefined) {
    changed.extensionAttributes = changedFields(row.extensionAttributes, patch.extensionAttributes);
  }
  return changed;
}

/** The request has the ids of site and management state, the record has objects. */
function generalOf({ siteId, managed, ...rest }: Row): Row {
  return {
    ...rest,
    ...(siteId !== undefined && { site: siteOf(siteId) }),
    ...(managed !== undefined && { remoteManagement: { managed, managementUsername: "" } }),
  };
}

function changedSection(present: unknown, { extensionAttributes, ...sent }: Row): Row {
  const section = rowOf(present);
  if (extensionAttributes === undefined) return { ...section, ...sent };
  return {
    ...section,
    ...sent,
    extensionAttributes: changedFields(section.extensionAttributes, extensionAttributes),
  };
}

/** Fields keep what they are; only values change, and only of those that are sent. */
function changedFields(present: unknown, sent: unknown): Row[] {
  const changes = asRows(sent);
  return asRows(present).map((field) => {
    const change = changes.find(({ definitionId }) => definitionId === field.definitionId);
    return change === undefined ? field : { ...field, values: change.values ?? [] };
  });
}
