/** `Did you mean …?` when a known word is similar to the mistyped one or, as no other does, begins with it. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const close = known
    .map((candidate) => ({ candidate, distance: distanceBetween(word, candidate) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((one, other) => one.distance - other.distance);
  const [longer, another] = known.filter((candidate) => word !== "" && candidate.startsWith(word));
  const best = close[0]?.candidate ?? (another === undefined ? longer : undefined);
  return best && `Did you mean ${best}?`;
}

/** Number of letters to insert, delete, replace or transpose (optimal string alignment). */
function distanceBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY;
      const replaced = at(row - 1, column - 1) + (isSame ? 0 : 1);
      current.push(Math.min(replaced, swapped, at(row, column - 1) + 1, at(row - 1, column) + 1));
    }
  }
  return at(one.length, other.length);
}
