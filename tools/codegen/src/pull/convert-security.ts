import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";

const FLOWS: Readonly<Record<string, string>> = {
  implicit: "implicit",
  password: "password",
  application: "clientCredentials",
  accessCode: "authorizationCode",
};

/** A security scheme of Swagger 2.0 as OpenAPI 3 has it. */
export function convertSecurity(scheme: JsonValue): JsonValue {
  if (!isObject(scheme)) return scheme;
  if (scheme.type === "basic") return { ...scheme, type: "http", scheme: "basic" };
  if (scheme.type !== "oauth2") return scheme;
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme;
  const details: JsonObject = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...rest, flows: { [FLOWS[String(flow)] ?? String(flow)]: details } };
}
