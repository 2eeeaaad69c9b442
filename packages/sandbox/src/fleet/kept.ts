const KEPT = 1000;

/** Keeps the first results, as many as the fleets of tests need; the others are made anew. */
export function kept<Value>(make: (index: number) => Value): (index: number) => Value {
  const made: Value[] = [];
  return (index) => {
    if (index >= KEPT) return make(index);
    made[index] ??= make(index);
    return made[index];
  };
}
