import type { JsonSchema, OperationSchemas } from "@mdmkit/unified/schemas";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import { chooseBranch } from "./choose-branch.ts";
import { decodeUtf8, findRepeatedKey } from "./decode-json.ts";
import type { Validator } from "./validator.ts";

/** Reads bodies as UTF-8, at most `maxSize` bytes of each, and not compressed. */
export function createBodyReader(maxSize: number): (context: Context) => Promise<string> {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new GatewayError(413, `The body is larger than ${maxSize} bytes.`);
    },
  });
  return async (context) => {
    assertNotEncoded(context.req.header("content-encoding"));
    const bytes = await limit(context, async () => {})
      .then(() => context.req.arrayBuffer())
      .catch((error: unknown) => {
        throw error instanceof GatewayError ? error : invalidBody("was cut off");
      });
    try {
      return decodeUtf8(bytes);
    } catch {
      throw invalidBody("is not UTF-8");
    }
  };
}

function assertNotEncoded(encoding = "identity"): void {
  if (/^\s*identity\s*$/i.test(encoding)) return;
  const headers = { "accept-encoding": "identity" };
  throw new GatewayError(415, "The body must be sent without `Content-Encoding`.", { headers });
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** JSON is UTF-8. A client that names another charset sends other bytes. */
function isJsonType(contentType: string): boolean {
  const [, charset = "utf-8"] = CHARSET.exec(contentType) ?? [];
  return JSON_TYPE.test(contentType) && charset.toLowerCase() === "utf-8";
}

/** Parses and validates the body of an operation. A body that is not JSON, or does not match the document, is 400. */
export function parseBody(
  { body }: OperationSchemas,
  { text, contentType }: { text: string; contentType: string | null },
  validator: Validator,
): unknown {
  if (!body) return undefined;
  if (text === "") throw invalidBody(REQUIRED);
  if (!isJsonType(contentType ?? "")) {
    const headers = { accept: "application/json" };
    throw new GatewayError(415, "The body must be JSON in UTF-8, with `Content-Type: application/json`.", {
      headers,
    });
  }
  const value = parseJson(text);
  const schema = chooseBranch(validator.resolve(body.schema), value) ?? body.schema;
  const found = validator.check(schema, value, "body");
  if (found.length === 0) return value;
  const missing = missingFrom(validator.resolve(schema), value);
  const others = found.filter(({ path }) => !missing.some((failure) => failure.path === path));
  throw new GatewayError(400, "Invalid request body.", { failures: [...missing, ...others] });
}

/** Every missing required property; the validator stops at the first. */
function missingFrom(schema: JsonSchema, value: unknown): Failure[] {
  const required = typeof schema === "object" ? schema.required : undefined;
  if (!Array.isArray(required) || typeof value !== "object" || value === null) return [];
  return required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ path: `body.${name}`, message: REQUIRED }));
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidBody("is not JSON");
  }
  const repeated = findRepeatedKey(text);
  if (repeated !== undefined) throw invalidBody("is there twice", `body.${repeated}`);
  return value;
}

function invalidBody(message: string, path = "body"): GatewayError {
  return new GatewayError(400, "Invalid request body.", { failures: [{ path, message }] });
}
