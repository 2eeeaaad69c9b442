/** The id in the XML that a write of the Classic API returns. */
export function classicId(response: unknown): string | undefined {
  const id = classicText(response, "id");
  return id !== undefined && /^\d+$/.test(id) ? id : undefined;
}

/** The id of a Classic command; null where the response only has the status of each device. */
export function classicCommand(response: unknown): string | null | undefined {
  return classicText(response, "uuid") ?? (classicText(response, "status") === undefined ? undefined : null);
}

/** The text of the first element with a name in XML of the Classic API; undefined where it is absent or empty. */
function classicText(response: unknown, name: string): string | undefined {
  const [, text = ""] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(String(response)) ?? [];
  return (
    text.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? "").trim() ||
    undefined
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
