/** The members of `data` of policies, apps and locations, which is the list itself or an object around it. */
export function itemsOf<Item>(
  data: readonly Item[] | { items: readonly Item[] } | undefined,
): readonly Item[] {
  if (Array.isArray(data)) return data;
  return data && "items" in data && Array.isArray(data.items) ? data.items : [];
}
