import type { Config, NodeType } from "@redocly/openapi-core";

/**
 * Corrects what Redocly knows of OpenAPI 3.2. It looks for nodes called `string` in the scopes of a device authorization flow, which
 * fails for every document with one; it takes the media types of `components` for maps of them; it lacks the style `cookie`; and it
 * requires descriptions of responses.
 */
export function correctTypes(config: Config): Config {
  config.plugins.push({
    id: "mdmkit",
    typeExtension: {
      oas3: correctedTypes,
    },
  });
  return config;
}

/** The types of nodes by name, corrected. */
export function correctedTypes(
  types: Readonly<Record<string, NodeType>>,
  version: string,
): Record<string, NodeType> {
  return version === "oas3_2" ? { ...types, ...corrections(types) } : { ...types };
}

function corrections(types: Readonly<Record<string, NodeType>>): Record<string, NodeType> {
  const {
    DeviceAuthorization: flow,
    NamedMediaTypes: media,
    Parameter: parameter,
    Response: response,
  } = types;
  const scopes = { type: "object", additionalProperties: { type: "string" } } as const;
  return {
    ...(flow && { DeviceAuthorization: { ...flow, properties: { ...flow.properties, scopes } } }),
    ...(media && { NamedMediaTypes: { ...media, additionalProperties: () => "MediaType" } }),
    ...(response && { Response: { ...response, required: [] } }),
    ...(parameter && {
      Parameter: { ...parameter, properties: { ...parameter.properties, style: { enum: STYLES } } },
    }),
  };
}

const STYLES = [
  "form",
  "simple",
  "label",
  "matrix",
  "spaceDelimited",
  "pipeDelimited",
  "deepObject",
  "cookie",
];
