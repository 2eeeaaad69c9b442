import { planOperation } from "../plan/plan-operation.ts";
import { type Api, type ApiOperation, clientHeadersOf, successesOf } from "../read/api.ts";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { docComment, header, keyOf, literal } from "./print.ts";
import { createWriterPrinter, WRITER_NAMES, type WriterPrinter } from "./print-plan.ts";

/**
 * Prints `operations.ts`: the metadata that the runtime needs. Each operation is a separate export, so that a bundle
 * contains only those that are imported; `operations` contains all. Their type is that of any operation: as literals they would
 * be half of what a caller's compiler and editor load of a client.
 */
export function emitOperations(id: string, api: Api): string {
  const entries = printEntries(api);
  const names: string[] = [];
  const rows = api.operations.map((operation) => {
    const entry = `: Operation = ${entries.print(operation)};\n`;
    if (isBindable(operation.id)) {
      names.push(operation.id);
      return `${docComment([`${operation.method} ${operation.path}`], "")}export const ${operation.id}${entry}`;
    }
    const name = `operation${names.length + 1}`;
    names.push(`${keyOf(operation.id)}: ${name}`);
    return `const ${name}${entry}`;
  });
  const limits = rateLimitOf(api);
  const types = [rows.length > 0 && "Operation", "OperationTable", limits && "RateLimit"];
  return [
    header(id),
    entries.imports(types.filter((type) => typeof type === "string")),
    entries.declarations(),
    ...rows,
    "\n/** Every operation by its id. */\n",
    `export const operations = {\n${names.map((name) => `  ${name},\n`).join("")}} satisfies OperationTable;\n`,
    limits &&
      `\n/** What the vendor allows one account. */\nexport const rateLimit = ${limits} as const satisfies RateLimit;\n`,
  ]
    .filter(Boolean)
    .join("");
}

/**
 * Prints `table.ts`: every operation once more, with the names of its parameters, in a module that is imported on first use. A
 * bundler that found it in `operations.ts` would keep all of that in what loads first.
 */
export function emitTable(id: string, api: Api): string {
  const entries = printEntries(api);
  const rows = api.operations.map((operation) => {
    const takes = takenBy(operation, api);
    return `  ${keyOf(operation.id)}: ${entries.print(operation, takes ? [`takes: ${takes}`] : [])},\n`;
  });
  return [
    header(id),
    entries.imports(["OperationTable"]),
    entries.declarations(),
    "/** Every operation by its id. */\n",
    `export const operations: OperationTable = {\n${rows.join("")}};\n`,
  ].join("");
}

/** Prints operations as object literals that refer to constants, which are declared afterwards. */
function printEntries(api: Api) {
  const permissions = hoist("permission", api, ({ permission }) => permission && [...permission]);
  const paginations = hoist("page", api, paginationOf);
  const writers = createWriterPrinter();
  return {
    print(operation: ApiOperation, further: readonly string[] = []): string {
      const properties = entryOf(operation, api, writers).map(([key, value]) => `${key}: ${value}`);
      const permission = operation.permission && permissions.nameOf([...operation.permission]);
      const pagination = paginationOf(operation);
      if (permission) properties.push(`permission: ${permission}`);
      if (pagination) properties.push(`pagination: ${paginations.nameOf(pagination)}`);
      return `{ ${[...properties, ...further].join(", ")} }`;
    },
    imports(types: readonly string[]): string {
      const used = writers.imports();
      const values = used.length > 0 ? `import { ${used.join(", ")} } from "@mdmkit/runtime";\n` : "";
      return `${values}import type { ${types.join(", ")} } from "@mdmkit/runtime";\n\n`;
    },
    declarations: () =>
      [...permissions.declarations, ...paginations.declarations, ...writers.declarations()].join(""),
  };
}

/** The names of an operation's parameters by place, but for headers that the client sets. */
function takenBy({ parameters }: ApiOperation, api: Api): string | undefined {
  const own = clientHeadersOf(api);
  const places = (["path", "query", "header", "cookie"] as const).flatMap((place): [string, string[]][] => {
    const names = parameters.flatMap(({ in: at, name }) =>
      at === place && !(place === "header" && own.has(name.toLowerCase())) ? [name] : [],
    );
    return names.length > 0 ? [[place, names]] : [];
  });
  return places.length > 0 ? literal(Object.fromEntries(places)) : undefined;
}

/** Whether an operationId is a valid name for a constant. Other operations are only in the table. */
export function isBindable(id: string): boolean {
  return (
    /^[A-Za-z_$][\w$]*$/.test(id) &&
    !RESERVED.has(id) &&
    !WRITERS.has(id) &&
    !/^(permission|page|operation|writer|body|query|reader)\d+$/.test(id)
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
    [plan.response === "text" ? "text" : "accept", plan.accept],
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
