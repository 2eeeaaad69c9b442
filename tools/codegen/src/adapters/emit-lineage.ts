import { keyOf, literal } from "../emit/print.ts";
import { except } from "../lineage/domain/value.ts";
import type { FieldFeeds } from "../lineage/extract-fields.ts";
import type { WriteOperations } from "../lineage/extract-writes.ts";
import type { ExtractedLineage, ExtractedMapper } from "../lineage/lineage.ts";
import { METHODS_READ, type Method, type ReadOrigins } from "../lineage/read-origins.ts";
import { fillersOf } from "../lineage/record-shape.ts";
import { adapterHeader } from "./adapter-header.ts";

/** Prints `lineage.ts` of a vendor. */
export function emitLineage(
  { id: vendor, folder }: { readonly id: string; readonly folder: string },
  { mappers, writes, responses }: ExtractedLineage,
): string {
  const resources = [...new Set(mappers.map(({ resource }) => resource))];
  return [
    adapterHeader(folder),
    `import { createLineage } from "@mdmkit/unified/vendor";\n\n`,
    "/** What feeds the fields of this vendor's records; loaded only on request. */\n",
    `export const lineage = createLineage({\n  vendor: ${JSON.stringify(vendor)},\n  resources: {\n`,
    ...resources.flatMap((resource) => [
      `    ${keyOf(resource)}: [\n`,
      ...mappers
        .filter((mapper) => mapper.resource === resource)
        .map((mapper) => printMapper(mapper, responses)),
      "    ],\n",
    ]),
    "  },\n  writes: {\n",
    ...[...writes].map(printWrite),
    "  },\n});\n",
  ].join("");
}

function printMapper(mapper: ExtractedMapper, responses: ExtractedLineage["responses"]): string {
  const lacks = lacksOf(mapper, responses);
  return [
    "      {\n",
    `        file: ${JSON.stringify(mapper.file.replace(/^packages\/unified\//, ""))},\n`,
    mapper.ids === undefined ? "" : `        ids: ${JSON.stringify(mapper.ids)},\n`,
    ...METHODS_READ.map((method) => printReads(method, mapper.reads[method])),
    ...printAdded(mapper),
    ...(lacks.length > 0 ? ["        lacks: {\n", ...lacks, "        },\n"] : []),
    "        fields: {\n",
    ...[...mapper.fields].sort(byLine).map(printField),
    "        },\n",
    ...printUnset(mapper),
    "      },\n",
  ].join("");
}

/** What the vendor's document says of values that are no statements. */
function printUnset({ unset }: ExtractedMapper): string[] {
  if (unset.length === 0) return [];
  const rows = unset.map(({ path, values, unless, confidence }) => {
    const row = {
      values: [...values],
      ...(unless.length > 0 && { unless: unless.map((sign) => sign.path) }),
      confidence,
    };
    return `          ${keyOf(path)}: ${literal(row)},\n`;
  });
  return ["        unset: {\n", ...rows, "        },\n"];
}

function byLine([a, one]: readonly [string, FieldFeeds], [b, other]: readonly [string, FieldFeeds]): number {
  return one.line - other.line || (a < b ? -1 : 1);
}

function printReads(method: Method, { record, joined }: ReadOrigins): string {
  const rows = [...record, ...joined].map(
    ({ path, operation, at }) => `          ${literal([path, operation, at])},\n`,
  );
  return `        ${method}: [\n${rows.join("")}        ],\n`;
}

function printAdded({ reads }: ExtractedMapper): string[] {
  const added = [...new Set(METHODS_READ.flatMap((method) => reads[method].added))];
  return added.length > 0 ? [`        added: ${literal(added)},\n`] : [];
}

/** Properties that only some of the operations for the same record have. */
function lacksOf({ fields, reads }: ExtractedMapper, responses: ExtractedLineage["responses"]): string[] {
  const lacking = new Map<string, Set<string>>();
  for (const method of METHODS_READ) {
    const { record } = reads[method];
    const sources = new Set([...fields.values()].flatMap(({ feeds }) => [...(feeds[method]?.sources ?? [])]));
    for (const path of record.length < 2 ? [] : sources) {
      const fillers = fillersOf(reads[method], path, responses);
      if (!fillers.some((origin) => origin.path === "")) continue;
      for (const { operation } of record) {
        if (fillers.some((origin) => origin.operation === operation)) continue;
        lacking.set(operation, (lacking.get(operation) ?? new Set()).add(path));
      }
    }
  }
  return [...lacking].map(
    ([operation, paths]) => `          ${keyOf(operation)}: ${literal([...paths].sort())},\n`,
  );
}

function printField([name, { line, feeds }]: readonly [string, FieldFeeds]): string {
  const { list, get } = feeds;
  const isTop = !/[.[]/.test(name);
  const inList = list?.sources ?? new Set<string>();
  const inGet = get?.sources ?? new Set<string>();
  const parts = [
    ...(isTop ? [`line: ${line}`] : []),
    ...listing("both", except(inList, except(inList, inGet))),
    ...listing("list", except(inList, inGet)),
    ...listing("get", except(inGet, inList)),
    ...constantOf(feeds),
  ];
  return `          ${keyOf(name)}: { ${parts.join(", ")} },\n`.replace("{  }", "{}");
}

function listing(name: string, paths: ReadonlySet<string>): string[] {
  return paths.size === 0 ? [] : [`${name}: ${literal([...paths].sort())}`];
}

/** The value of a field that is the same for every record. */
function constantOf({ list, get }: FieldFeeds["feeds"]): string[] {
  const { constants = [], sources, isOpen } = get ?? list ?? {};
  const [constant] = constants;
  if (isOpen || constants.length !== 1 || sources?.size !== 0 || constant === undefined) return [];
  return [`constant: ${literal(constant)}`];
}

function printWrite([name, { sends, reads }]: readonly [string, WriteOperations]): string {
  const parts = [
    `sends: ${literal([...sends])}`,
    ...(reads.length > 0 ? [`reads: ${literal([...reads])}`] : []),
  ];
  return `    ${keyOf(name)}: { ${parts.join(", ")} },\n`;
}
