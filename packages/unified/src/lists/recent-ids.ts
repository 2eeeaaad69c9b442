/**
 * Creates a function that returns whether an id is new among the last `size` ids, and remembers it. A table of fixed size costs
 * a quarter of a `Set` that grows and is replaced.
 */
export function createRecentIds(size: number): (id: string) => boolean {
  const ids = new Array<string>(size).fill(""); // the id of turn n is at n modulo size
  const newest = new Uint32Array(2 * size); // by hash: the last turn with this hash, 0 for no turn
  const before = new Uint32Array(size); // by turn: the previous turn with the same hash
  let turn = 0;

  return (id) => {
    const bucket = hashOf(id) % newest.length;
    const forgotten = Math.max(0, turn - size);
    for (let at = newest[bucket] ?? 0; at > forgotten; at = before[at % size] ?? 0) {
      if (ids[at % size] === id) return false;
    }
    turn += 1;
    ids[turn % size] = id;
    before[turn % size] = newest[bucket] ?? 0;
    newest[bucket] = turn;
    return true;
  };
}

function hashOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return hash >>> 0;
}
