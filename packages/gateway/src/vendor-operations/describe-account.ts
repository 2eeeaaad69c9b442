import { type JsonSchema, operationSchemas, schemas as ownSchemas } from "@mdmkit/unified/schemas";
import type { OperationDescription, VendorDocument } from "@mdmkit/unified/vendors";
import { createLocalSchemas, type LocalSchemas } from "../docs/local-schemas.ts";
import { type OpenApi, simplifyDocument } from "../docs/simplify-document.ts";
import type { Scope } from "../store/store.ts";

type Account = { readonly id: string; readonly vendorName: string; readonly scopes: readonly Scope[] };

/** Names of this service's own schemas, beside which those of a vendor may have the same. */
const OWN = "mdmkit.";
const refer = (prefix: string) => (id: string) => `#/components/schemas/${prefix}${id}`;

/** An OpenAPI document of the vendor operations that a token with these scopes may call with an account. */
export function describeAccount({ operations, schemas }: VendorDocument, account: Account): OpenApi {
  const vendor = createLocalSchemas(schemas, refer(""));
  const own = createLocalSchemas(ownSchemas, refer(OWN));
  const allowed = Object.entries(operations).filter(([, { safety }]) => account.scopes.includes(safety));
  const paths = Object.fromEntries(
    allowed.map(([name, operation]) => [
      `/vendor/${name}`,
      { post: describe(name, operation, { account, vendor, own }) },
    ]),
  );
  const named = Object.entries(own.referred).map(([id, schema]) => [OWN + id, schema]);
  return simplifyDocument({
    openapi: "3.1.0",
    info: {
      title: `Operations of ${account.vendorName}`,
      version: "1",
      summary: "What the token may call with one account.",
      license: { name: "MIT", identifier: "MIT" },
    },
    security: [{ bearerToken: [] }],
    tags: SAFETIES.map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { bearerToken: { type: "http", scheme: "bearer" } },
      schemas: { ...Object(vendor.referred), ...Object.fromEntries(named) },
      responses: {},
    },
  });
}

const SAFETIES = [
  ["read", "Change nothing."],
  ["write", "Change something that can be changed back."],
  ["destructive", "Destroy data or lock people out; they need `confirm`."],
] as const;

type Context = { readonly account: Account; readonly vendor: LocalSchemas; readonly own: LocalSchemas };

function describe(name: string, operation: OperationDescription, { account, vendor, own }: Context) {
  const { summary, deprecated, safety, confidence, permission, quirks: _quirks } = operation;
  const call = operationSchemas.callVendorOperation;
  const inHeader =
    safety === "read" ? [] : (call?.parameters.filter(({ in: place }) => place === "header") ?? []);
  return {
    operationId: name,
    tags: [safety],
    summary: summary ?? name,
    description: descriptionOf(operation),
    ...(deprecated && { deprecated }),
    "x-mdmkit-safety": safety,
    ...(confidence && { "x-mdmkit-confidence": confidence }),
    ...(permission && { "x-mdmkit-permission": permission }),
    parameters: [
      {
        name: "integrated_account_id",
        in: "query",
        required: true,
        schema: { type: "string", enum: [account.id] },
      },
      ...inHeader.map(({ name: header, in: place, schema }) => ({
        name: header,
        in: place,
        schema: own.add(schema),
      })),
    ],
    requestBody: {
      required: true,
      content: { "application/json": { schema: bodyOf(operation, { vendor, own }) } },
    },
    responses: {
      200: {
        description: "The vendor accepted the request, or the dry run is done.",
        content: { "application/json": { schema: resultOf(operation, { vendor, own }) } },
      },
      "4XX": error("The request is refused, or the vendor refuses it.", own),
      "5XX": error("The vendor or this service failed.", own),
    },
  };
}

function descriptionOf({ method, path, permission, confirmedBy, confidence }: OperationDescription): string {
  const confirmed = confirmedBy ? `the path parameter \`${confirmedBy}\`` : "the operation's name";
  return [
    `${method} ${path}.`,
    ...(permission?.length ? [`Permission of the vendor: ${permission.join(" or ")}.`] : []),
    ...(confirmedBy === undefined ? [] : [`\`confirm\` is ${confirmed}.`]),
    ...(confidence === undefined || confidence === "documented"
      ? []
      : [`The operation is ${confidence}, not documented.`]),
  ].join(" ");
}

type Schemas = Pick<Context, "vendor" | "own">;

/** What a call takes: the input of the operation, and what the route adds to it. */
function bodyOf({ input, confirmedBy }: OperationDescription, { vendor, own }: Schemas) {
  const taken: { properties?: object } = Object(vendor.add(input));
  const { dry_run, confirm } = propertiesOf("VendorCall");
  const added = {
    dry_run: own.add(dry_run),
    ...(confirmedBy !== undefined && { confirm: own.add(confirm) }),
  };
  return { ...taken, properties: { ...taken.properties, ...added } };
}

function resultOf({ responses }: OperationDescription, { vendor, own }: Schemas) {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const schemas = successes.map(([, { schema = NOTHING }]) => schema);
  const { status, headers, sequence } = propertiesOf("VendorResponse");
  const hasItems = successes.some(([, { isSequence }]) => isSequence);
  const response = {
    type: ["object", "null"],
    required: ["status", "headers", "body"],
    properties: {
      status: own.add(status),
      headers: own.add(headers),
      ...(hasItems && { sequence: own.add(sequence) }),
      body: vendor.add(anyOf(schemas)),
    },
  };
  const { operation, dry_run, requests } = propertiesOf("VendorCallResult");
  const properties = {
    operation: own.add(operation),
    dry_run: own.add(dry_run),
    requests: own.add(requests),
    response,
  };
  return { type: "object", required: Object.keys(properties), properties };
}

const NOTHING: JsonSchema = { type: "null" };

/** One of these, or anything if one of them is anything. */
function anyOf(all: readonly JsonSchema[]): JsonSchema {
  const schemas = [...new Map(all.map((schema) => [JSON.stringify(schema), schema])).values()];
  const [only = {}, ...others] = schemas;
  if (others.length === 0) return only;
  return schemas.some((schema) => Object.keys(Object(schema)).length === 0) ? {} : { anyOf: schemas };
}

function error(description: string, own: LocalSchemas) {
  return { description, content: { "application/json": { schema: own.add({ $ref: "Error" }) } } };
}

/** The properties of a schema of this service. */
function propertiesOf(name: string): Readonly<Record<string, JsonSchema>> {
  return Object(Object(ownSchemas[name]).properties);
}
