/** The part of a vendor's generated lineage that is used here. */
export type VendorLineage = {
  readonly resources: Readonly<Record<string, readonly MapperLineage[]>>;
  readonly writes: Readonly<Record<string, WriteLineage>>;
};

export type MapperLineage = {
  /** Relative to the root; the generated file has it relative to the package. */
  readonly file: string;
  readonly list: readonly OriginRow[];
  readonly get: readonly OriginRow[];
  readonly fields: Readonly<Record<string, FieldLineage>>;
  /** Paths of which it is known what they hold where nothing was set. */
  readonly unset?: Readonly<Record<string, object>>;
};

export type WriteLineage = { readonly sends: readonly string[]; readonly reads?: readonly string[] };

/** A path of the raw record, the operation that fills it, and the path in its response. */
type OriginRow = readonly [path: string, operation: string, at: string];

type FieldLineage = {
  readonly line?: number;
  readonly both?: readonly string[];
  readonly list?: readonly string[];
  readonly get?: readonly string[];
};

export const METHODS_READ = ["list", "get"] as const;
export type Method = (typeof METHODS_READ)[number];

/** A vendor property that feeds a field: its path in the record, and the operation and path that it comes from. */
export type Source = { readonly property: string; readonly operation: string; readonly path: string };

/** The sources of a field of a mapper in list and get; none if it is constant. */
export type FieldSources = {
  readonly resource: string;
  readonly field: string;
  readonly file: string;
  readonly line?: number;
  readonly sources: Readonly<Record<Method, readonly Source[]>>;
};

/** Every field of every mapper. Members such as `owner.emails[].email` are part of their field. */
export function fieldsOf({ resources }: VendorLineage): FieldSources[] {
  return Object.entries(resources).flatMap(([resource, mappers]) =>
    mappers.flatMap((mapper) => [...fieldsOfMapper(resource, mapper)]),
  );
}

function* fieldsOfMapper(resource: string, mapper: MapperLineage): Generator<FieldSources> {
  const names = new Set(Object.keys(mapper.fields).map(rootOf));
  for (const field of names) {
    const parts = Object.entries(mapper.fields).filter(([name]) => rootOf(name) === field);
    const line = mapper.fields[field]?.line;
    const pathsOf = (method: Method) => [
      ...new Set(parts.flatMap(([, part]) => [...(part.both ?? []), ...(part[method] ?? [])])),
    ];
    yield {
      resource,
      field,
      file: mapper.file,
      ...(line === undefined ? {} : { line }),
      sources: {
        list: pathsOf("list").flatMap((path) => sourcesAt(mapper.list, path)),
        get: pathsOf("get").flatMap((path) => sourcesAt(mapper.get, path)),
      },
    };
  }
}

function rootOf(field: string): string {
  return field.split(/[.[]/)[0] ?? field;
}

/** A joined response replaces what the record itself has at that path. Several operations may fill one path. */
function sourcesAt(rows: readonly OriginRow[], property: string): Source[] {
  const above = rows.filter(([path]) => path === property || isBelow(property, path));
  const longest = Math.max(...above.map(([path]) => path.length));
  return above
    .filter(([path]) => path.length === longest)
    .map(([path, operation, at]) => {
      const rest = path === "" ? property : property.slice(path.length).replace(/^\./, "");
      const place = [at, rest].filter(Boolean).join(".").replaceAll(".[]", "[]");
      return { property, operation, path: place };
    });
}

function isBelow(path: string, above: string): boolean {
  return above === "" || path.startsWith(`${above}.`) || path.startsWith(`${above}[]`);
}

/** Every operation that the adapter uses. */
export function operationsUsed({ resources, writes }: VendorLineage): ReadonlySet<string> {
  const mappers = Object.values(resources).flat();
  const read = mappers.flatMap(({ list, get }) => [...list, ...get].map(([, operation]) => operation));
  const written = Object.values(writes).flatMap(({ sends, reads = [] }) => [...sends, ...reads]);
  return new Set([...read, ...written]);
}
