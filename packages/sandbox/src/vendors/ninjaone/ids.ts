import type { IdFormat } from "../../engine/operations/id-format.ts";

/** A uuid that ends in its index. */
export const uids = (kind: number): IdFormat => ({
  id: (index) => `2f0b0b58-3f1e-4a1f-9a2${kind}-${index.toString(16).padStart(12, "0")}`,
  index: (id) => (id[22] === String(kind) ? Number.parseInt(id.slice(-12), 16) : Number.NaN),
});
