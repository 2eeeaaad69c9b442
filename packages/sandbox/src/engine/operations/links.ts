/** One end of an association: a record, by its collection. */
export type End = { readonly collection: string; readonly id: string };

/** Which records are linked. The initial links are computed; only changes are kept. */
export type Links = {
  /** Ids of the records of a collection that are linked with one. */
  list(from: End, to: string): string[];
  set(one: End, other: End, isLinked: boolean): void;
};

/** `initial` returns the initial links of a record; it is called for both ends. */
export function createLinks(initial: (from: End, to: string) => readonly string[] = () => []): Links {
  const changes = new Map<string, Map<string, boolean>>();
  const keyOf = (from: End, to: string) => `${from.collection} ${from.id} ${to}`;
  const note = (from: End, to: End, isLinked: boolean) => {
    const key = keyOf(from, to.collection);
    changes.set(key, (changes.get(key) ?? new Map()).set(to.id, isLinked));
  };
  return {
    list(from, to) {
      const changed = changes.get(keyOf(from, to));
      const first = initial(from, to);
      if (changed === undefined) return [...first];
      const added = [...changed].filter(([id, isLinked]) => isLinked && !first.includes(id));
      return [...first.filter((id) => changed.get(id) !== false), ...added.map(([id]) => id)];
    },
    set(one, other, isLinked) {
      note(one, other, isLinked);
      note(other, one, isLinked);
    },
  };
}
