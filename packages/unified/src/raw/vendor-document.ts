import type { JsonSchema, OperationSchemas, ParameterSchema } from "../generated/json-schema/index.ts";
import { confirmationOf } from "./confirmation-of.ts";

/** What `@mdmkit/<vendor>/schemas` exports of a document. */
export type SchemasOfVendor = {
  readonly operationSchemas: Readonly<Record<string, OperationSchemas>>;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
};

/** An operation of a vendor's own API. */
export type OperationDescription = OperationSchemas & {
  /** What a call takes: an object with `path`, `query`, `header`, `cookie` and `body`, as far as the operation has them. */
  readonly input: JsonSchema;
  /** The path parameter whose value confirms a call; null for the operation's name. Only of destructive operations. */
  readonly confirmedBy?: string | null;
};

/** The operations of a vendor's own API, with the schemas of what they take and return. */
export type VendorDocument = {
  /** By name, in the order of the document. */
  readonly operations: Readonly<Record<string, OperationDescription>>;
  /** The schemas that those of the operations refer to, by `$id`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
};

const known = new WeakMap<SchemasOfVendor["operationSchemas"], VendorDocument>();

/** The operations of a document, with the schema of what each takes. Described once, since validators cache by the schema. */
export function describeOperations({ operationSchemas, schemas }: SchemasOfVendor): VendorDocument {
  const before = known.get(operationSchemas);
  if (before) return before;
  const operations = Object.entries(operationSchemas).map(
    ([name, operation]): [string, OperationDescription] => [
      name,
      {
        ...operation,
        input: inputOf(operation),
        ...(operation.safety === "destructive" && { confirmedBy: confirmationOf(operation) ?? null }),
      },
    ],
  );
  const described = { operations: Object.fromEntries(operations), schemas };
  known.set(operationSchemas, described);
  return described;
}

/** The schema of an input. Names that the document does not have are refused: the vendor would ignore them. */
function inputOf({ parameters, body }: OperationSchemas): JsonSchema {
  const places = (["path", "query", "header", "cookie"] as const).flatMap((place) => {
    const own = parameters.filter((parameter) => parameter.in === place && !parameter.byClient);
    return own.length > 0 ? [[place, objectOf(own)] as const] : [];
  });
  const whole = parameters.find((parameter) => parameter.in === "querystring");
  const required = places.filter(([, { required: names }]) => names.length > 0).map(([place]) => place);
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(places),
      ...(whole && { query: whole.schema }),
      ...(body && { body: body.schema }),
    },
    required: [...required, ...(whole?.required ? ["query"] : []), ...(body?.required ? ["body"] : [])],
    additionalProperties: false,
  };
}

function objectOf(parameters: readonly ParameterSchema[]) {
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.flatMap(({ name, required }) => (required ? [name] : [])),
    additionalProperties: false,
  };
}
