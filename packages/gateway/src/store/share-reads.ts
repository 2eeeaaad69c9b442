type Running<Item> = { readonly result: Promise<Item>; next: Promise<Item> | undefined };

/**
 * Reads each key once at a time. Those who ask while it is read share the next read, which begins after they asked: they get nothing
 * that was read before.
 */
export function shareReads<Item>(read: (key: string) => Promise<Item>): (key: string) => Promise<Item> {
  const running = new Map<string, Running<Item>>();

  function begin(key: string): Promise<Item> {
    const own: Running<Item> = { result: read(key), next: undefined };
    running.set(key, own);
    const end = () => {
      if (!own.next) running.delete(key);
    };
    own.result.then(end, end);
    return own.result;
  }

  return (key) => {
    const current = running.get(key);
    if (!current) return begin(key);
    const beginNext = () => begin(key);
    current.next ??= current.result.then(beginNext, beginNext);
    return current.next;
  };
}
