import type { JsonSchema, OperationSchemas } from "@mdmkit/unified/schemas";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import { chooseBranch } from "./choose-branch.ts";
import { complaintAbout } from "./readable.ts";
import type { Validator } from "./validator.ts";

/** The body of a request as text, at most `limit` bytes of it. */
export async function readText(request: Request, limit: number): Promise<string> {
  const tooLarge = () => new GatewayError(413, `The body is larger than ${limit} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of whole(request)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function* whole({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch {
    throw wrong("broke off");
  }
}

/** Parses and checks the body of an operation. What is not JSON, or not as the document has it, is 400. */
export function parseBody(
  { body }: OperationSchemas,
  { text, contentType }: { text: string; contentType: string | null },
  validator: Validator,
): unknown {
  if (!body) return undefined;
  if (text === "") throw wrong(REQUIRED);
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? ""))
    throw new GatewayError(415, "The body must be JSON, with `Content-Type: application/json`.");
  const value = parseJson(text);
  const complaint = complaintAbout(value);
  if (complaint) throw wrong(complaint);
  const schema = chooseBranch(validator.resolve(body.schema), value) ?? body.schema;
  const found = validator.check(schema, value, "body");
  if (found.length === 0) return value;
  const missing = missingFrom(validator.resolve(schema), value);
  const others = found.filter(({ path }) => !missing.some((failure) => failure.path === path));
  throw new GatewayError(400, "The body is not as it should be.", { failures: [...missing, ...others] });
}

/** Every required property that is not there; the validator stops at the first. */
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
    throw wrong("is not JSON");
  }
}

function wrong(message: string): GatewayError {
  return new GatewayError(400, "The body is not as it should be.", {
    failures: [{ path: "body", message }],
  });
}
