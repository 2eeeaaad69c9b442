import type { Body } from "../read/api.ts";
import { child } from "../read/json.ts";
import { componentName, type Encoding, type OpenApi, resolve, type SchemaObject } from "../read/openapi.ts";
import { updateAction } from "../read/overlay-action.ts";
import { formatOf } from "../read/read-api.ts";
import { type Complain, isCommaList, planStyle, type WriterPlan } from "./plan-parameter.ts";
import { planSequence, type SequencePlan } from "./plan-sequence.ts";
import { planXmlItems } from "./plan-xml.ts";
import { isNested, type Member, membersOf, valueTypesOf } from "./value-types.ts";

/** How a body is written; undefined where it is `application/json`. */
export type BodyPlan =
  | { readonly kind: "json" | "text" | "bytes"; readonly contentType: string }
  | { readonly kind: "blob" }
  | {
      readonly kind: "xml";
      readonly contentType: string;
      readonly root: string;
      readonly items: Readonly<Record<string, string>>;
    }
  | { readonly kind: "joinedForm" }
  | { readonly kind: "form"; readonly fields: Readonly<Record<string, WriterPlan>> }
  /** Media types of parts, where they are not those of the runtime. */
  | { readonly kind: "multipart"; readonly types: Readonly<Record<string, string>> }
  | ({ readonly kind: "sequence" } & SequencePlan);

const PLANS: Readonly<
  Record<Body["format"], (document: OpenApi, body: Body, complain: Complain) => BodyPlan | undefined>
> = {
  json: (_document, { contentType }) => {
    const isPlain = contentType.includes("*") || contentType === "application/json";
    return isPlain ? undefined : { kind: "json", contentType };
  },
  text: planFlat,
  bytes: planFlat,
  xml: planXml,
  form: planForm,
  multipart: planMultipart,
  sequence: (document, body, complain) => {
    const plan = planSequence(document, body, complain);
    return plan && { kind: "sequence", ...plan };
  },
};

export function planBody(document: OpenApi, body: Body, complain: Complain): BodyPlan | undefined {
  if (body.format !== "sequence") planSequence(document, body, complain); // Which reports what is no sequence.
  return PLANS[body.format](document, body, complain);
}

function planFlat(
  document: OpenApi,
  { contentType, format, schema, pointer }: Body,
  complain: Complain,
): BodyPlan {
  const isStructured = isNested(valueTypesOf(document, schema));
  if (isStructured || contentType.startsWith("multipart/")) {
    const problem = isStructured ? "a body of its schema" : "parts";
    const message = `${problem} cannot be written as ${contentType}`;
    complain(pointer, message, updateAction(parentOf(pointer), "{ application/json: { schema: … } }"));
  }
  if (contentType.includes("*")) return { kind: "blob" };
  return { kind: format === "text" ? "text" : "bytes", contentType };
}

function planXml(document: OpenApi, body: Body, complain: Complain): BodyPlan {
  const { contentType, schema, pointer } = body;
  const items = planXmlItems(document, { node: schema, pointer: child(pointer, "schema") }, complain);
  return { kind: "xml", contentType, root: rootOf(document, body), items };
}

/** The root element of an XML body: `xml.name` of the schema, or the name of the schema. */
function rootOf(document: OpenApi, { schema }: Body): string {
  if (typeof schema !== "object") return "";
  const { xml } = resolve<SchemaObject>(document, schema);
  const name = typeof xml === "object" && xml !== null && "name" in xml ? xml.name : undefined;
  return typeof name === "string" ? name : (componentName(schema) ?? "");
}

function planForm(document: OpenApi, body: Body, complain: Complain): BodyPlan {
  const fields = fieldsOf(document, body, complain);
  const plans = fields.map((field) => [field.name, planField(document, field, complain)] as const);
  const isComma = fields.map(({ node }, index) =>
    isCommaList(plans[index]?.[1], valueTypesOf(document, node)),
  );
  const isRepeated = fields.some(
    ({ node }, index) => !plans[index]?.[1] && valueTypesOf(document, node).has("array"),
  );
  const others = plans.filter(([, plan], index) => plan && !isComma[index]);
  if (isComma.includes(true) && !isRepeated && others.length === 0) return { kind: "joinedForm" };
  const written = plans.flatMap(([name, plan]) => (plan ? [[name, plan] as const] : []));
  return { kind: "form", fields: Object.fromEntries(written) };
}

type Field = Member & { readonly encoding: Encoding | undefined; readonly encodingPointer: string };

/** The properties of a form, each once, with their encoding. */
function fieldsOf(document: OpenApi, { schema, encoding, pointer }: Body, complain: Complain): Field[] {
  const at = child(pointer, "schema");
  const types = valueTypesOf(document, schema);
  if (!types.has("object")) {
    complain(pointer, "the body of a form is not an object", updateAction(at, "{ type: object }"));
  }
  const members = membersOf(document, { node: schema, pointer: at }).flatMap((member) => {
    const name = /^property (.*)$/s.exec(member.name)?.[1];
    return name === undefined ? [] : [{ ...member, name }];
  });
  return [...new Map(members.map((member) => [member.name, member])).values()].map((member) => ({
    ...member,
    encoding: Object.hasOwn(encoding, member.name) ? encoding[member.name] : undefined,
    encodingPointer: child(pointer, "encoding", member.name),
  }));
}

/** Without a style, a field is written by its media type: objects as JSON, and lists as repeated fields. */
function planField(document: OpenApi, field: Field, complain: Complain): WriterPlan | undefined {
  const { name, node, pointer, encoding = {}, encodingPointer } = field;
  const { style, explode, allowReserved, contentType } = encoding;
  const what = `form field ${name}`;
  if (style !== undefined || explode !== undefined || allowReserved !== undefined) {
    return planStyle(
      encoding,
      { document, what, schema: node, pointer: encodingPointer, place: "form" },
      complain,
    );
  }
  if (contentType === undefined) return undefined;
  const format = formatOf(contentType);
  if (format === "json") return { kind: "json", place: "query" };
  const isText = format === "text" && !isNested(valueTypesOf(document, node));
  if (!isText) {
    const message = `${what}: a value of its schema cannot be written as ${contentType}`;
    complain(pointer, message, updateAction(encodingPointer, "{ contentType: application/json }"));
  }
  return undefined;
}

function planMultipart(document: OpenApi, body: Body, complain: Complain): BodyPlan {
  const types = fieldsOf(document, body, complain).flatMap((field) => {
    const type = partType(document, field, complain);
    return type === undefined ? [] : [[field.name, type] as const];
  });
  return { kind: "multipart", types: Object.fromEntries(types) };
}

/** The media type of a part, where it is not the runtime's: of files, and what the document gives. */
function partType(document: OpenApi, field: Field, complain: Complain): string | undefined {
  const { name, node, encoding = {}, encodingPointer } = field;
  const { contentType, style = "form", explode = true, headers = {} } = encoding;
  const reject = (problem: string, update: string) =>
    complain(encodingPointer, `part ${name}: ${problem}`, updateAction(encodingPointer, update));
  if (style !== "form") reject(`style ${style} cannot be written in a multipart body`, "{ style: form }");
  else if (!explode) {
    const message = `part ${name}: a list is written as repeated parts, not joined by commas as without \`explode\``;
    complain(encodingPointer, message, updateAction(encodingPointer, "{ explode: true }"), "warning");
  }
  for (const [header, reference] of Object.entries(headers)) {
    if (resolve(document, reference).required && header.toLowerCase() !== "content-type")
      reject(`its header ${header} cannot be sent`, `{ headers: { ${header}: { required: false } } }`);
  }
  const isStructured = isNested(valueTypesOf(document, itemOf(document, node)));
  if (contentType === undefined) return isBinary(document, node) ? "application/octet-stream" : undefined;
  if (formatOf(contentType) === "json") return contentType;
  if (isStructured)
    reject(`a value of its schema cannot be written as ${contentType}`, "{ contentType: application/json }");
  // Of several media types, the file says which it has.
  return /[*,]/.test(contentType) ? "application/octet-stream" : contentType;
}

/** The schema of an item of a list of parts, or the schema itself. */
function itemOf(document: OpenApi, node: Field["node"]) {
  if (!isListOnly(document, node)) return node;
  return membersOf(document, { node, pointer: "" }).find(({ name }) => name === "its items")?.node ?? true;
}

function isListOnly(document: OpenApi, node: Field["node"]): boolean {
  const types = valueTypesOf(document, node);
  return types.size === 1 && types.has("array");
}

/** Whether a schema is of bytes, or of a list of them. */
function isBinary(document: OpenApi, node: Field["node"]): boolean {
  const item = itemOf(document, node);
  if (typeof item !== "object") return false;
  const { format, contentMediaType, contentEncoding } = resolve<SchemaObject>(document, item);
  return format === "binary" || (contentMediaType !== undefined && contentEncoding === undefined);
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}
