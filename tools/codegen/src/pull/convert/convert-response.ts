import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { schemaOf } from "./convert-parameter.ts";

/** Converts a response: its schema and examples move to the media types of the operation. */
export function convertResponse(response: JsonValue, produces: readonly string[]): JsonValue {
  if (!isObject(response) || "$ref" in response) return response;
  const { schema, headers, examples, ...rest } = response;
  const samples = isObject(examples) ? examples : {};
  const usual = produces.length > 0 ? produces : ["application/json"];
  const types =
    schema === undefined ? Object.keys(samples) : [...new Set([...usual, ...Object.keys(samples)])];
  const content = types.map((type): [string, JsonValue] => [
    type,
    {
      ...(schema !== undefined && { schema: structuredClone(schema) }),
      ...(samples[type] !== undefined && { example: samples[type] }),
    },
  ]);
  return {
    ...rest,
    description: rest.description ?? "",
    ...(isObject(headers) && { headers: convertHeaders(headers) }),
    ...(content.length > 0 && { content: Object.fromEntries(content) }),
  };
}

function convertHeaders(headers: JsonObject): JsonObject {
  const entries = Object.entries(headers).map(([name, header]): [string, JsonValue] => {
    if (!isObject(header)) return [name, header];
    const { description } = header;
    return [name, { ...(description !== undefined && { description }), schema: schemaOf(header) }];
  });
  return Object.fromEntries(entries);
}
