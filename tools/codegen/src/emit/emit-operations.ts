import { planOperation } from "../plan/plan-operation.ts";
import { type Api, type ApiOperation, successesOf } from "../read/api.ts";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { header, keyOf, literal } from "./print.ts";
import { createWriterPrinter, WRITER_NAMES, type WriterPrinter } from "./print-plan.ts";

/**
 * Prints `operations.ts`: the metadata that the runtime needs. Each operation is a separate export, so that a bundle
 * contains only those that are imported; `operations` contains all.
 */
export function emitOperations(id: string, api: Api): string {
  const permissions = hoist("permission", api, ({ permission }) => permission && [...permission]);
  const paginations = hoist("page", api, paginationOf);
  const writers = createWriterPrinter();
  const names: string[] = [];
  const rows = api.operations.map((operation) => {
    const properties = entryOf(operation, api, writers).map(([key, value]) => `${key}: ${value}`);
    const permission = operation.permission && permissions.nameOf([...operation.permission]);
    const pagination = paginationOf(operation);
    if (permission) properties.push(`permission: ${permission}`);
    if (pagination) properties.push(`pagination: ${paginations.nameOf(pagination)}`);
    const entry = `{ ${properties.join(", ")} } as const satisfies Operation;\n`;
    if (isBindable(operation.id)) {
      names.push(operation.id);
      return `export const ${operation.id} = ${entry}`;
    }
    const name = `operation${names.length + 1}`;
    names.push(`${keyOf(operation.id)}: ${name}`);
    return `const ${name} = ${entry}`;
  });
  const limits = rateLimitOf(api);
  const imports = writers.imports();
  return [
    header(id),
    imports.length > 0 && `import { ${imports.join(", ")} } from "@mdmkit/runtime";\n`,
    `import type { ${[...(rows.length > 0 ? ["Operation"] : []), "OperationTable", ...(limits ? ["RateLimit"] : [])].join(", ")} } from "@mdmkit/runtime";\n\n`,
    ...permissions.declarations,
    ...paginations.declarations,
    ...writers.declarations(),
    ...rows,
    "\n/** Every operation by its id. */\n",
    `export const operations = {\n${names.map((name) => `  ${name},\n`).join("")}} as const satisfies OperationTable;\n`,
    limits &&
      `\n/** What the vendor allows one account. */\nexport const rateLimit = ${limits} as const satisfies RateLimit;\n`,
  ]
    .filter(Boolean)
    .join("");
}

/** Whether an operationId is a valid name for a constant. Other operations are only in the table. */
export function isBindable(id: string): boolean {
  return (
    /^[A-Za-z_$][\w$]*$/.test(id) &&
    !RESERVED.has(id) &&
    !WRITERS.has(id) &&
    !/^(permission|page|operation|writer|body)\d+$/.test(id)
  );
}

/** Imported from the runtime. */
const WRITERS: ReadonlySet<string> = new Set(WRITER_NAMES);

const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null operations package private protected public rateLimit return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

/** The annotation without default values. */
function paginationOf({ pagination }: ApiOperation): JsonObject | undefined {
  if (!pagination) return undefined;
  const entries = Object.entries(pagination.raw);
  return Object.fromEntries(entries.filter(([key, value]) => !(key in ASSUMED && ASSUMED[key] === value)));
}

const ASSUMED: JsonObject = { in: "query", firstPage: 1 };

function entryOf(
  operation: ApiOperation,
  { document }: Api,
  writers: WriterPrinter,
): [key: string, value: string][] {
  const plan = planOperation(document, operation);
  const successes = successesOf(operation);
  const entries: [string, JsonValue | undefined | false][] = [
    ["method", operation.method],
    ["path", operation.path.replace(/#.*/, "")], // A fragment distinguishes paths in the document and is not sent.
    ["safety", operation.unusualSafety && operation.safety],
    ["retrySafe", operation.retrySafe],
    ["arrays", plan.commas && "comma"],
    [plan.response === "json" ? "accept" : plan.response, plan.accept],
    ["returnsBody", operation.safety !== "read" && successes.every(({ format }) => format !== undefined)],
  ];
  const printed = entries.flatMap(([key, value]): [string, string][] =>
    value ? [[key, literal(value)]] : [],
  );
  return [...printed, ...writers.print(plan)];
}

/** Values that several operations share become constants at the top of the file. */
function hoist(prefix: string, api: Api, pick: (operation: ApiOperation) => JsonValue | undefined) {
  const counts = new Map<string, number>();
  for (const operation of api.operations) {
    const value = pick(operation);
    if (value === undefined) continue;
    const text = literal(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count > 1).map(([text]) => text);
  const names = new Map(shared.map((text, index) => [text, `${prefix}${index + 1}`]));
  const declarations = [...names].map(([text, name]) => `const ${name} = ${text} as const;\n`);
  if (declarations.length > 0) declarations.push("\n");
  const nameOf = (value: JsonValue) => names.get(literal(value)) ?? literal(value);
  return { nameOf, declarations };
}

function rateLimitOf({ document }: Api): string | undefined {
  const annotation = document["x-mdmkit-rate-limit"];
  if (!isObject(annotation)) return undefined;
  const limits: JsonObject = { ...annotation };
  delete limits.source;
  return Object.keys(limits).length > 0 ? literal(limits) : undefined;
}
