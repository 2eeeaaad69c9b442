import { emitClient } from "../emit/emit-client.ts";
import { emitInputs, filteredLists } from "../emit/emit-inputs.ts";
import { emitJsonSchema } from "../emit/emit-json-schema.ts";
import { emitOperations, emitTable } from "../emit/emit-operations.ts";
import { emitSensitive } from "../emit/emit-sensitive.ts";
import { partsNamedIn, queryOf } from "../emit/named-operations.ts";
import { type Prepared, prepare } from "../overlay/prepare.ts";
import { type ReadSpec, readSpec } from "../overlay/read-checked.ts";
import type { Api } from "../read/api.ts";
import { type Confidence, readConfidence } from "../read/confidence.ts";
import { locationOf, readYaml } from "../read/read-document.ts";
import { generatedFolder, pathsOf, type Spec } from "../workspace/discover.ts";
import type { Problem, SourceLocation } from "../workspace/problem.ts";
import { createManifest } from "./manifest.ts";
import type { Outputs } from "./write-output.ts";

/** The generated files of a spec, in memory. */
export type Generated = {
  readonly outputs: Outputs;
  readonly warnings: readonly Problem[];
  readonly operations: number;
  readonly schemas: number;
};

/** Generates all files of a spec, read from its folder or given, or throws its problems. Writes nothing. */
export async function generateSpec(spec: Spec, given?: ReadSpec): Promise<Generated> {
  const { openapi, document, files, named, ...rest } = await readAndEmit(spec, given);
  const { emitSchema } = await import("../emit/emit-schema.ts");
  const generated = generatedFolder(spec);
  const outputs = new Map([[pathsOf(spec).openapi, openapi]]);
  const schema = Object.entries(emitSchema(spec.id, document, named));
  for (const [file, content] of [...schema, ...files]) outputs.set(`${generated}/${file}`, content);
  outputs.set(`${generated}/manifest.json`, Buffer.from(createManifest(spec, outputs)));
  return { outputs, ...rest };
}

/** Generates all but the types of schemas, which need the most memory; by then, most objects of this step are released. */
async function readAndEmit(spec: Spec, given?: ReadSpec) {
  const { prepared, openapi, api } = given ?? readSpec(spec, await prepare(spec));
  const files = spec.kind === "owned" ? emitModel(spec, prepared, api) : emitVendor(spec, prepared, api);
  prepared.problems.throwIfErrors();
  const client = files["client.ts"];
  return {
    openapi,
    document: api.document,
    // What hand-written code names of a model are its filters.
    named:
      client === undefined ? new Set(filteredLists(api).map(({ id }) => queryOf(id))) : partsNamedIn(client),
    files: Object.entries(files).map(([file, text]) => [file, Buffer.from(text)] as const),
    warnings: prepared.problems.warnings,
    operations: api.operations.length,
    schemas: Object.keys(api.schemas).length,
  };
}

/** The files of an owned document that needs no client. */
function emitModel(spec: Spec, prepared: Prepared, api: Api): Record<string, string> {
  return {
    ...emitInputs(spec.id, { ...prepared, api }),
    "json-schema/index.ts": emitJsonSchema(spec.id, api),
  };
}

/** The files of a vendor's client. */
function emitVendor(spec: Spec, prepared: Prepared, api: Api): Record<string, string> {
  const { problems } = prepared;
  const name = readName(spec, prepared, api);
  const confidence = confidenceOf(spec, prepared, api);
  problems.throwIfErrors();
  return {
    "operations.ts": emitOperations(spec.id, api),
    "table.ts": emitTable(spec.id, api),
    "client.ts": emitClient(spec.id, api, { name, confidence }),
    "sensitive.ts": emitSensitive(spec.id, api),
    "json-schema/index.ts": emitJsonSchema(spec.id, api, confidence),
  };
}

/** The product name for types. Its spelling cannot be derived from the id, so the overlay gives it. */
function readName(spec: Spec, { locate, problems }: Prepared, { document }: Api): string {
  const location = (annotation: `x-${string}`): SourceLocation =>
    annotation in document ? locate(`#/${annotation}`) : { file: pathsOf(spec).overlay };
  const vendor = document["x-mdmkit-vendor"];
  if (vendor !== spec.id) {
    const message = `x-mdmkit-vendor is ${JSON.stringify(vendor)}, the folder is ${spec.id}`;
    problems.error(location("x-mdmkit-vendor"), message, "Set it to the folder's name in overlay.yaml.");
  }
  const name = document["x-mdmkit-name"];
  if (typeof name === "string" && /^[A-Z][A-Za-z0-9]*$/.test(name)) return name;
  const message = `x-mdmkit-name is ${JSON.stringify(name)}`;
  problems.error(location("x-mdmkit-name"), message, "Set the product's name in PascalCase in overlay.yaml.");
  return "";
}

function confidenceOf({ root, ...spec }: Spec, { problems }: Prepared, api: Api): Map<string, Confidence> {
  const document = readYaml(root, pathsOf(spec).source);
  const operationIds = api.operations.map(({ id }) => id);
  return readConfidence(document, operationIds, {
    problems,
    locationOf: (pointer) => locationOf(root, document.source, pointer),
  });
}
