import type { JsonSchema, OperationSchemas } from "@mdmkit/unified/schemas";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import { chooseBranch } from "./choose-branch.ts";
import type { Validator } from "./validator.ts";

/** Reads bodies as text, at most `maxSize` bytes of each. */
export function createBodyReader(maxSize: number): (context: Context) => Promise<string> {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new GatewayError(413, `The body is larger than ${maxSize} bytes.`);
    },
  });
  return async (context) => {
    try {
      await limit(context, async () => {});
      return await context.req.text();
    } catch (error) {
      throw error instanceof GatewayError ? error : invalidBody("was cut off");
    }
  };
}

/** Parses and validates the body of an operation. A body that is not JSON, or does not match the document, is 400. */
export function parseBody(
  { body }: OperationSchemas,
  { text, contentType }: { text: string; contentType: string | null },
  validator: Validator,
): unknown {
  if (!body) return undefined;
  if (text === "") throw invalidBody(REQUIRED);
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? ""))
    throw new GatewayError(415, "The body must be JSON, with `Content-Type: application/json`.");
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
  try {
    return JSON.parse(text);
  } catch {
    throw invalidBody("is not JSON");
  }
}

function invalidBody(message: string): GatewayError {
  return new GatewayError(400, "Invalid request body.", { failures: [{ path: "body", message }] });
}
