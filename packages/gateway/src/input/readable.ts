const DEEPEST = 64;

/** Why a value from outside is refused whatever its schema says: nothing if all is well. */
export function complaintAbout(value: unknown, depth = 0): string | undefined {
  // PostgreSQL has no such character, and no vendor means it.
  if (typeof value === "string") return value.includes("\0") ? "holds a NUL character" : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > DEEPEST) return `is nested deeper than ${DEEPEST} levels`;
  for (const [name, inner] of Object.entries(value)) {
    const complaint = complaintAbout(name) ?? complaintAbout(inner, depth + 1);
    if (complaint) return complaint;
  }
  return undefined;
}
