import { child, isObject, type JsonObject } from "../read/json.ts";

/** Writes discriminator mappings that give the bare name of a schema as the reference it stands for. */
export function spellOutMapping(schema: JsonObject, document: JsonObject): void {
  const mapping = isObject(schema.discriminator) ? schema.discriminator.mapping : undefined;
  const schemas = isObject(document.components) ? document.components.schemas : undefined;
  if (!isObject(mapping) || !isObject(schemas)) return;
  for (const [value, name] of Object.entries(mapping)) {
    if (typeof name === "string" && Object.hasOwn(schemas, name)) {
      mapping[value] = child("#", "components", "schemas", name);
    }
  }
}
