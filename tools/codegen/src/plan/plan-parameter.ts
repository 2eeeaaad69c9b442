import type { ApiParameter } from "../read/api.ts";
import { child } from "../read/json.ts";
import type { OpenApi, Schema, Styling } from "../read/openapi.ts";
import { removeAction, updateAction } from "../read/overlay-action.ts";
import { formatOf, mediaOf } from "../read/read-api.ts";
import { isNested, membersOf, type ValueTypes, valueTypesOf } from "./value-types.ts";

/**
 * Reports what cannot be written, or what is written otherwise than the document says: the pointer of its cause, the message,
 * and the overlay action that would mend it.
 */
export type Complain = (pointer: string, message: string, fix: string, severity?: "warning") => void;

/** How the values of a parameter are written, where that is not the runtime's default. */
export type WriterPlan =
  | { readonly kind: "style"; readonly style: StylePlan }
  | { readonly kind: "json"; readonly place: "query" | "path" | "header" };

/** What `styled` of the runtime takes. */
type StylePlan = {
  readonly style: string;
  readonly explode?: true;
  readonly allowReserved?: true | "path";
  readonly header?: true;
};

/** Lists joined by commas, which an operation can have for all of its parameters. */
export function isCommaList(plan: WriterPlan | undefined, types: ValueTypes): boolean {
  if (plan?.kind !== "style" || types.has("object")) return false;
  const { style, ...others } = plan.style;
  return style === "form" && Object.keys(others).length === 0;
}

/** A parameter with a name in the request; `querystring` is the whole query. */
export type StyledParameter = ApiParameter & { readonly in: Exclude<ApiParameter["in"], "querystring"> };
type StyledPlace = StyledParameter["in"];

export function isStyled(parameter: ApiParameter): parameter is StyledParameter {
  return parameter.in !== "querystring";
}

const STYLES: Readonly<Record<StyledPlace, readonly [usual: string, ...others: string[]]>> = {
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  path: ["simple", "label", "matrix"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** The plan of a parameter; undefined where the runtime's default writes it. */
export function planParameter(
  document: OpenApi,
  parameter: StyledParameter,
  complain: Complain,
): WriterPlan | undefined {
  const { in: place, name, pointer } = parameter;
  const what = `${place} parameter ${name}`;
  const media = mediaOf(parameter);
  if (media) {
    const { contentType, schema } = media;
    const written = { document, what, schema, pointer: child(pointer, "content", contentType) };
    return planContent(contentType, written, place, complain);
  }
  const [usual, ...others] = STYLES[place];
  const { style = usual } = parameter;
  if (style !== usual && !others.includes(style)) {
    const fix = updateAction(pointer, `{ style: ${usual} }`);
    complain(pointer, `${what}: style ${style} does not exist for a ${place} parameter`, fix);
    return undefined;
  }
  const { schema } = parameter;
  if (parameter.allowEmptyValue && valueTypesOf(document, schema).has("array")) {
    const message = `${what}: an empty list is left out, although \`allowEmptyValue\` lets it be sent without a value`;
    complain(pointer, message, updateAction(pointer, "{ allowEmptyValue: false }"), "warning");
  }
  return planStyle({ ...parameter, style }, { document, what, schema, pointer, place }, complain);
}

type Written = {
  readonly document: OpenApi;
  readonly what: string;
  readonly schema: Schema | undefined;
  /** Where `schema`, `style` and so on stand. */
  readonly pointer: string;
};

function planContent(
  contentType: string,
  { document, what, schema, pointer }: Written,
  place: StyledPlace,
  complain: Complain,
): WriterPlan | undefined {
  const format = formatOf(contentType);
  if (format === "json") return { kind: "json", place: place === "cookie" ? "query" : place };
  if (format === "text" && !isNested(valueTypesOf(document, schema))) return undefined;
  const fix = updateAction(pointer.slice(0, pointer.lastIndexOf("/")), "{ application/json: {} }");
  complain(pointer, `${what}: a value of its schema cannot be written as ${contentType}`, fix);
  return undefined;
}

/** Styles that write each member by itself, unless a document says otherwise. */
const EXPLODED: ReadonlySet<string> = new Set(["form", "cookie"]);

/** The plan of what has a style: a parameter, or a field of a form, which is written like one of a query. */
export function planStyle(
  { style = "form", explode = EXPLODED.has(style), allowReserved = false }: Styling,
  { place, ...written }: Written & { readonly place: StyledPlace | "form" },
  complain: Complain,
): WriterPlan | undefined {
  const { document, what, schema, pointer } = written;
  const types = valueTypesOf(document, schema);
  const [hasLists, hasObjects] = [types.has("array"), types.has("object")];
  if (hasLists || hasObjects) checkMembers(style, written, complain);
  const reject = (problem: string, update: string) =>
    complain(pointer, `${what}: ${problem}`, updateAction(pointer, update));
  const isOpenPath = place === "path" && style === "simple" && document.openapi.startsWith("3.2.");
  const reserved = allowReserved && (place === "query" || place === "form" || isOpenPath);
  const plan: WriterPlan = {
    kind: "style",
    style: {
      style,
      ...(explode && (hasObjects || style !== "simple") && style !== "deepObject" && { explode }),
      ...(reserved && { allowReserved: isOpenPath ? "path" : reserved }),
      ...(place === "header" && { header: true }),
    },
  };
  if (style === "label" || style === "matrix" || style === "cookie") return plan;
  if (style === "deepObject") {
    if (!hasObjects)
      reject("style deepObject is for objects, and its schema has no object", "{ style: form }");
    return reserved || place === "form" ? plan : undefined;
  }
  if (!hasLists && !hasObjects) return reserved ? plan : undefined;
  const isOpen = hasLists && hasObjects && types.has("string");
  if (place === "cookie" && explode && !isOpen)
    reject("a cookie cannot hold lists or objects with `explode`", "{ explode: false }");
  if (explode && style !== "form" && style !== "simple" && hasObjects && !hasLists)
    reject(`style ${style} is for objects only without \`explode\``, "{ explode: false }");
  // Lists that are repeated need no writer.
  const isRepeated = explode && style !== "simple" && !hasObjects && !reserved;
  return isRepeated ? undefined : plan;
}

/** No style has a notation for lists and objects in lists and objects. */
function checkMembers(
  style: string,
  { document, what, schema = true, pointer }: Written,
  complain: Complain,
): void {
  for (const member of membersOf(document, { node: schema, pointer: child(pointer, "schema") })) {
    if (!isNested(valueTypesOf(document, member.node))) continue;
    const isItem = member.name === "its items";
    const message = `${what}: ${member.name} can only be lists or objects, which style ${style} cannot write`;
    const fix = isItem ? updateAction(member.pointer, "{ type: string }") : removeAction(member.pointer);
    complain(member.pointer, message, fix);
  }
}
