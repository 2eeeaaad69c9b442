/** Fields that no mapper fills but the engine, about the record itself. */
export const ENGINE_FIELDS = ["remote_data", "is_partial", "gaps"] as const;
export type EngineField = (typeof ENGINE_FIELDS)[number];

/** Whether a unified record is a device, which alone has `is_partial`. */
export function isDevice(record: object): boolean {
  return "enrollment_status" in record;
}
