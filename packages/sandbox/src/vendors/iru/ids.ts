/** A UUID that ends in its index, so that the order of ids is that of creation. */
const uuids = (kind: number) => ({
  id: (index: number): string => `5b1f0c58-6f1e-4b0a-9a3${kind}-${index.toString(16).padStart(12, "0")}`,
  index: (id: string): number => (id[22] === String(kind) ? Number.parseInt(id.slice(-12), 16) : Number.NaN),
});

export const DEVICE_IDS = uuids(1);
export const USER_IDS = uuids(2);
export const BLUEPRINT_IDS = uuids(3);
export const TAG_IDS = uuids(4);
