import { createNumericIds, createVendorErrors, idAt, isRecord } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("simplemdm", "SimpleMDM's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;

/** Every id of a device or of an app on one is a number. */
export const ids = createNumericIds(errors, { digits: 15 });

/** The record of a response; one without `data` is not from SimpleMDM. */
export function recordIn<Raw extends { id: number; attributes: object }>(
  response: { data: Raw } | undefined,
  operation: string,
): Raw {
  const record = isRecord(response) ? response.data : undefined;
  if (isRecord(record) && typeof record.id === "number" && isRecord(record.attributes)) return record;
  throw invalidResponse(operation, "The response contains no record.");
}

/** The id of a record that was created. */
export const createdId = (response: unknown): string | undefined => idAt(response, "data", "id");
