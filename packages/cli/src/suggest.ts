/** `Did you mean …?` when one of the known words is close enough to a mistyped one. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const close = known
    .map((candidate) => ({ candidate, distance: distanceBetween(word, candidate) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((one, other) => one.distance - other.distance);
  return close[0] && `Did you mean ${close[0].candidate}?`;
}

/** Levenshtein's. */
function distanceBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, left] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, right] of [...other].entries()) {
      const replaced = (previous[column] ?? 0) + (left === right ? 0 : 1);
      current.push(Math.min(replaced, (current[column] ?? 0) + 1, (previous[column + 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
