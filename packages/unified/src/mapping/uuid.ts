const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether an id is a UUID, which Microsoft calls GUID. */
export const isUuid = (id: unknown): id is string => typeof id === "string" && UUID.test(id);
