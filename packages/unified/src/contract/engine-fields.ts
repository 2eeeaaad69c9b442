/** Fields that no mapper fills but the engine, about the record itself. */
export const ENGINE_FIELDS = ["remote_data", "is_partial", "gaps"] as const;
export type EngineField = (typeof ENGINE_FIELDS)[number];
