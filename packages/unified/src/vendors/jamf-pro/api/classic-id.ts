/** The id in the XML that a write of the Classic API returns. */
export function classicId(response: unknown): string | undefined {
  const [, id] = /<id>(\d+)<\/id>/.exec(String(response)) ?? [];
  return id;
}
