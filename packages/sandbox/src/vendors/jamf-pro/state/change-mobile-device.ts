import { asRows, isRow, present, type Row, rowOf } from "../../../engine/records/values.ts";

/** The mobile device after a PATCH. Only supervised devices take a new name. */
export function changedMobileDevice(row: Row, patch: Row): Row {
  const general = rowOf(row.general);
  const { name, assetTag, siteId, timeZone, location, ios, updatedExtensionAttributes } = patch;
  const named = name !== undefined && general.supervised === true;
  const purchasing = isRow(ios) && rowOf(ios.purchasing);
  return withFields(
    {
      ...row,
      general: {
        ...general,
        ...present({ displayName: named ? name : undefined, assetTag, siteId, timeZone }),
      },
      userAndLocation: { ...Object(row.userAndLocation), ...Object(location) },
      purchasing: { ...Object(row.purchasing), ...purchasing },
    },
    asRows(updatedExtensionAttributes),
  );
}

/** Sets extension attributes, at the top and inside sections. */
function withFields(row: Row, changes: readonly Row[]): Row {
  if (changes.length === 0) return row;
  const changed = Object.entries(row).map(([name, value]): [string, unknown] => {
    if (name === "extensionAttributes") return [name, changedFields(value, changes)];
    if (!isRow(value) || value.extensionAttributes === undefined) return [name, value];
    return [name, { ...value, extensionAttributes: changedFields(value.extensionAttributes, changes) }];
  });
  return Object.fromEntries(changed);
}

function changedFields(present: unknown, changes: readonly Row[]): Row[] {
  return asRows(present).map((field) => {
    const change = changes.find(({ id, name }) => id === field.id || name === field.name);
    return change === undefined ? field : { ...field, value: change.value ?? [] };
  });
}
