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

const LINES_TYPE = /^application\/x-ndjson\s*(?:;|$)/i;

/** JSON is UTF-8, which some clients call utf8. A client that names another charset sends other bytes. */
function isInUtf8(contentType: string, type: RegExp): boolean {
  const [, charset = "utf-8"] = CHARSET.exec(contentType) ?? [];
  return type.test(contentType) && /^utf-?8$/i.test(charset);
}

function wrongType(takesLines: boolean): GatewayError {
  const [accept, types] = takesLines
    ? ["application/json, application/x-ndjson", "`Content-Type: application/json` or `application/x-ndjson`"]
    : ["application/json", "`Content-Type: application/json`"];
  return new GatewayError(415, `The body must be JSON in UTF-8, with ${types}.`, { headers: { accept } });
}

/**
 * A body whose first line lacks a list, which the further lines are. The lines of a stream end with a report: that of a list that is not
 * complete is refused.
 */
function parseLines(text: string, name: string): unknown {
  const lines = text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [{ line, index }]));
  const [head, ...items] = lines.map(({ line, index }) => parseJson(line, `line ${index + 1} of body`));
  const last = Object(items.at(-1));
  if ("report" in last && !("id" in last)) {
    items.pop();
    if (Object(last.report).complete !== true)
      throw invalidBody("ends with the report of an incomplete list");
  }
  return { ...Object(head), ...(items.length > 0 && { [name]: items }) };
}

type Sent = {
  readonly text: string;
  readonly contentType: string | null;
  /** For an operation that takes lines of JSON, too: the property that the second and further ones are items of. */
  readonly linesTo?: string | undefined;
};

/** Parses and validates the body of an operation. A body that is not JSON, or does not match the document, is 400. */
export function parseBody(
  { body }: OperationSchemas,
  { text, contentType, linesTo }: Sent,
  validator: Validator,
): unknown {
  if (!body) return undefined;
  if (text === "") throw invalidBody(REQUIRED);
  const isLines = linesTo !== undefined && isInUtf8(contentType ?? "", LINES_TYPE);
  if (!isLines && !isInUtf8(contentType ?? "", JSON_TYPE)) throw wrongType(linesTo !== undefined);
  const value = isLines ? parseLines(text, linesTo) : parseJson(text);
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

function parseJson(text: string, path = "body"): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidBody("is not JSON", path);
  }
  const repeated = findRepeatedKey(text);
  if (repeated !== undefined) throw invalidBody("is there twice", `${path}.${repeated}`);
  return value;
}

function invalidBody(message: string, path = "body"): GatewayError {
  return new GatewayError(400, "Invalid request body.", { failures: [{ path, message }] });
}
