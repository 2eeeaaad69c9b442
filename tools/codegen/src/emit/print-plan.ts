import type { BodyPlan } from "../plan/plan-body.ts";
import type { OperationPlan } from "../plan/plan-operation.ts";
import type { WriterPlan } from "../plan/plan-parameter.ts";
import type { ApiParameter } from "../read/api.ts";
import { keyOf, literal } from "./print.ts";

/** The exports of the runtime that write parameters and bodies. */
export const WRITER_NAMES = [
  "blobBody",
  "bytesBody",
  "cookiesOf",
  "eventsBody",
  "formBody",
  "formBodyOf",
  "joinedFormBody",
  "jsonBody",
  "jsonBodyOf",
  "jsonHeader",
  "jsonLinesBody",
  "jsonPath",
  "jsonQuery",
  "jsonSequenceBody",
  "multipartBody",
  "multipartBodyOf",
  "partsBody",
  "plainCookie",
  "queryAs",
  "readBlob",
  "readEvents",
  "readJsonLines",
  "readJsonSequence",
  "readParts",
  "styled",
  "textBody",
  "xmlBody",
] as const;
type WriterName = (typeof WRITER_NAMES)[number];

/** Prints the plans of operations as references to writers of the runtime; a writer that is made stands once, as a constant. */
export type WriterPrinter = {
  /** The properties of an operation that its plan needs. */
  print(plan: OperationPlan): [key: string, value: string][];
  imports(): WriterName[];
  declarations(): string[];
};

export function createWriterPrinter(): WriterPrinter {
  const used = new Set<WriterName>();
  const made = {
    writer: new Map<string, string>(),
    body: new Map<string, string>(),
    query: new Map<string, string>(),
    reader: new Map<string, string>(),
  };

  function use(name: WriterName): string {
    used.add(name);
    return name;
  }

  function make(kind: keyof typeof made, call: string): string {
    const name = made[kind].get(call) ?? `${kind}${made[kind].size + 1}`;
    made[kind].set(call, name);
    return name;
  }

  function writerOf(plan: WriterPlan): string {
    if (plan.kind === "style" && plan.style.style === "cookie")
      return make("writer", `${use("plainCookie")}(${plan.style.explode === true})`);
    if (plan.kind === "style") return make("writer", `${use("styled")}(${literal(plan.style)})`);
    return use(plan.place === "query" ? "jsonQuery" : plan.place === "path" ? "jsonPath" : "jsonHeader");
  }

  const writersOf = (entries: readonly (readonly [string, WriterPlan])[]): string =>
    `{ ${entries.map(([name, plan]) => `${keyOf(name)}: ${writerOf(plan)}`).join(", ")} }`;

  function bodyOf(plan: BodyPlan): string {
    switch (plan.kind) {
      case "blob":
        return use("blobBody");
      case "joinedForm":
        return use("joinedFormBody");
      case "form": {
        const fields = Object.entries(plan.fields);
        if (fields.length === 0) return use("formBody");
        return make("body", `${use("formBodyOf")}(${writersOf(fields)})`);
      }
      case "multipart":
        if (Object.keys(plan.types).length === 0) return use("multipartBody");
        return make("body", `${use("multipartBodyOf")}(${literal({ ...plan.types })})`);
      case "xml": {
        const items = Object.keys(plan.items).length > 0 ? `, ${literal({ ...plan.items })}` : "";
        const call = `${use("xmlBody")}(${literal(plan.root)}${items})`;
        if (plan.contentType === "application/xml") return make("body", call);
        return make("body", `{ ...${call}, contentType: ${literal(plan.contentType)} }`);
      }
      case "sequence": {
        const { contentType, partType } = plan;
        const further = partType === undefined ? "" : `, ${literal(partType)}`;
        return make("body", `${use(SEQUENCES[plan.notation].body)}(${literal(contentType)}${further})`);
      }
      default:
        return make("body", `${use(BODIES[plan.kind])}(${literal(plan.contentType)})`);
    }
  }

  return {
    print({ writers, hasCookies, querystring, body, response }) {
      const of = (place: ApiParameter["in"]) =>
        writers.flatMap(([parameter, plan]) =>
          parameter.in === place ? [[parameter.name, plan] as const] : [],
        );
      const cookieWriter = () => {
        const isPlain = ([, plan]: readonly [string, WriterPlan]) =>
          plan.kind === "style" && plan.style.style === "cookie";
        const encoded = of("cookie").filter((entry) => !isPlain(entry));
        const plain = of("cookie").filter(isPlain);
        const parts = [encoded, plain].map((entries) =>
          entries.length > 0 ? writersOf(entries) : "undefined",
        );
        while (parts.at(-1) === "undefined") parts.pop();
        return make("writer", `${use("cookiesOf")}(${parts.join(", ")})`);
      };
      const places = (["path", "query", "header"] as const).flatMap((place) => {
        const printed = of(place).map(([name, plan]) => `${keyOf(name)}: ${writerOf(plan)}`);
        if (place === "header" && hasCookies) printed.push(`cookie: ${cookieWriter()}`);
        return printed.length > 0 ? [`${place}: { ${printed.join(", ")} }`] : [];
      });
      const properties: [string, string][] = [];
      if (places.length > 0) properties.push(["parameters", `{ ${places.join(", ")} }`]);
      if (querystring) {
        const inner = querystring.body ? bodyOf(querystring.body) : use("jsonBody");
        properties.push(["querystring", make("query", `${use("queryAs")}(${inner})`)]);
      }
      if (body) properties.push(["body", bodyOf(body)]);
      if (response === "bytes") properties.push(["read", use("readBlob")]);
      if (typeof response === "object") {
        const { notation, partType } = response;
        const read = use(SEQUENCES[notation].read);
        properties.push([
          "read",
          partType === undefined ? read : make("reader", `${read}(${literal(partType)})`),
        ]);
      }
      return properties;
    },
    imports: () => [...used].sort(),
    declarations() {
      const lines = KINDS.flatMap((kind) =>
        [...made[kind]].map(([call, name]) => `const ${name} = /* @__PURE__ */ ${call};\n`),
      );
      return lines.length > 0 ? [...lines, "\n"] : [];
    },
  };
}

/** Each kind refers to those before it. */
const KINDS = ["writer", "body", "query", "reader"] as const;

const SEQUENCES = {
  "json-lines": { body: "jsonLinesBody", read: "readJsonLines" },
  "json-seq": { body: "jsonSequenceBody", read: "readJsonSequence" },
  events: { body: "eventsBody", read: "readEvents" },
  parts: { body: "partsBody", read: "readParts" },
} as const;

const BODIES = { json: "jsonBodyOf", text: "textBody", bytes: "bytesBody" } as const;
