/** Changes to a relation whose first state is computed. */
export type Edges = {
  /** The computed ends with the changes applied. */
  apply(from: string, base: readonly string[]): string[];
  set(from: string, to: string, present: boolean): void;
};

export function createEdges(): Edges {
  const changes = new Map<string, Map<string, boolean>>();
  return {
    apply(from, base) {
      const own = changes.get(from);
      if (own === undefined) return [...base];
      const kept = base.filter((to) => own.get(to) !== false);
      const added = [...own].filter(([to, present]) => present && !base.includes(to)).map(([to]) => to);
      return [...kept, ...added];
    },
    set(from, to, present) {
      const own = changes.get(from) ?? new Map<string, boolean>();
      own.set(to, present);
      changes.set(from, own);
    },
  };
}
