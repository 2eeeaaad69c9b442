/** The id in the XML that a write of the Classic API returns. */
export function classicId(response: unknown): string | undefined {
  const id = classicText(response, "id");
  return id !== undefined && /^\d+$/.test(id) ? id : undefined;
}

/** The text of the first element with a name in XML of the Classic API; undefined where it is absent or empty. */
export function classicText(response: unknown, name: string): string | undefined {
  const [, text = ""] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(String(response)) ?? [];
  return (
    text.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? "").trim() ||
    undefined
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
