import type { VendorDocument } from "../document/operation-schemas.ts";
import type { RecordReference, Resource } from "../document/resource.ts";
import { type Collection, createCollection } from "../records/collection.ts";
import { type Row, textOf, valueAt, withValueAt } from "../records/values.ts";
import { ANY_IDS, type IdFormat, idFormatOf, NUMBERS } from "./id-format.ts";
import { sampleRecord } from "./record-samples.ts";

/** What an operation works on: its collection, the records its path names, and those of them that do not exist. */
type Found = {
  readonly collection: Collection;
  /** The record that the path names last. */
  readonly record: Row;
  /** Its id: of a record found by another property, the one in the record. */
  readonly id: string;
  readonly missing: readonly RecordReference[];
};

type PathValues = Readonly<Record<string, string>>;

/** All records of a sandbox, by collection. */
export type Records = {
  find(operationId: string, path: PathValues): Found;
  /** The same for an operation whose path ends in the only record below another one. */
  findOnly(operationId: string, path: PathValues): Found;
  /** The collection behind an operation; where `path` leaves a parent open, that of the first one. */
  collectionOf(operationId: string, path?: PathValues): Collection;
  /** Path parameters of an operation that name existing records. */
  example(operationId: string, given?: PathValues): PathValues;
  /** A collection that the vendor keeps itself. */
  kept(name: string): Collection | undefined;
};

export type RecordOptions = {
  readonly document: VendorDocument;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Collections that the vendor keeps itself, by name. */
  readonly kept: Readonly<Record<string, Collection>>;
  /** Ids of made-up records, where the document does not say what they look like. */
  readonly ids: IdFormat | undefined;
  /** Path parameters that name the account, with their values. */
  readonly account: PathValues;
  /** The property around a record, where a response has it. */
  readonly envelope: string | readonly string[] | undefined;
};

/** Names a record that a path leaves open. */
type Fill = (reference: RecordReference, collection: Collection) => string;

/** How many made-up records a collection has. */
const SAMPLES = 3;
/** The id of the only record below another one. */
const ONLY_ID = "only";
const ONLY: IdFormat = { id: () => ONLY_ID, index: (id) => (id === ONLY_ID ? 0 : Number.NaN), most: 1 };

export function createRecords(options: RecordOptions): Records {
  const { resources, kept, account } = options;
  const made = new Map<string, Collection>();

  function get(name: string, parents: string): Collection {
    const known = kept[name] ?? made.get(`${name} ${parents}`);
    if (known) return known;
    const collection = createSampleCollection(name, options);
    made.set(`${name} ${parents}`, collection);
    return collection;
  }

  /** Follows a path from record to record; `fill` names those that it leaves open. */
  function follow(resource: Resource, path: PathValues, fill?: Fill): Found {
    const references = resource.references.filter(({ parameter }) => !(parameter in account));
    const missing: RecordReference[] = [];
    let conditions: readonly Condition[] = [];
    let parents = "";
    let record: Row = {};
    let id = "";
    for (const reference of references) {
      const isItem = resource.isItem && reference === references.at(-1);
      const collection = get(reference.collection, parents);
      const value = path[reference.parameter] ?? fill?.(reference, collection) ?? "";
      const isSame = reference.collection === conditions.at(-1)?.reference.collection;
      conditions = [...(isSame ? conditions : []), { reference, value }];
      const row = rowOf(collection, conditions);
      if (row === undefined && !(isItem && resource.action === undefined)) missing.push(reference);
      record = row ?? {};
      id = reference.by === undefined ? value : textOf(row, idProperty(reference.collection));
      if (!isItem) parents += `/${value}`;
    }
    return found(resource, parents, { record, id, missing });
  }

  const idProperty = (name: string) => options.document.collections[name]?.id ?? "id";
  const found = (resource: Resource, parents: string, rest: Omit<Found, "collection">): Found => ({
    ...rest,
    // Created on access: most vendors keep their records themselves.
    get collection() {
      return get(resource.collection, parents);
    },
  });
  const resourceOf = (operationId: string): Resource => {
    const resource = resources.get(operationId);
    if (resource === undefined) throw new TypeError(`Unknown operation "${operationId}"`);
    return resource;
  };
  return {
    find: (operationId, path) => follow(resourceOf(operationId), path),
    findOnly(operationId, path) {
      const { collection, missing } = follow(resourceOf(operationId), path);
      const record = collection.get(ONLY_ID);
      const own = record === undefined ? [{ parameter: "", collection: "" }] : [];
      return { collection, record: record ?? {}, id: ONLY_ID, missing: [...missing, ...own] };
    },
    collectionOf: (operationId, path = {}) =>
      follow(resourceOf(operationId), path, (_, collection) => collection.ids()[0] ?? "").collection,
    example(operationId, given) {
      const values: Record<string, string> = { ...account, ...given };
      follow(resourceOf(operationId), values, ({ parameter, by }, collection) => {
        const [first] = by === undefined ? collection.ids() : collection.all().map((row) => textOf(row, by));
        values[parameter] ??= first ?? "";
        return values[parameter];
      });
      return values;
    },
    kept: (name) => kept[name],
  };
}

type Condition = { readonly reference: RecordReference; readonly value: string };

/** The record of an id, or the first with the properties that the path names. */
function rowOf(collection: Collection, conditions: readonly Condition[]): Row | undefined {
  const last = conditions.at(-1);
  if (last?.reference.by === undefined) return collection.get(last?.value ?? "");
  const rows = collection.rows("id");
  return rows
    .slice(0, rows.length)
    .find((row) => conditions.every(({ reference, value }) => textOf(row, reference.by ?? "id") === value));
}

export type SampleOptions = Pick<RecordOptions, "document" | "resources" | "envelope"> & {
  readonly ids?: IdFormat | undefined;
  readonly size?: number;
};

/** Made-up records, after the schemas of the operations on them. */
export function createSampleCollection(
  name: string,
  { size = SAMPLES, ...options }: SampleOptions,
): Collection {
  const { row, id } = sampleRecord(name, options);
  const format = formatOf(name, valueAt(row, id), options);
  return createCollection({
    size: Math.min(size, format.most ?? size),
    id: (index) => String(format.id(index)),
    index: format.index,
    render: (index) => withValueAt(row, id, format.id(index)),
    identify: (added, text) => withValueAt({ ...row, ...added }, id, format.id(format.index(text))),
  });
}

/** The format of the path parameter that names a record of the collection. */
function formatOf(name: string, id: unknown, { document, resources, ids }: SampleOptions): IdFormat {
  if (typeof id === "number") return NUMBERS;
  for (const [operationId, { collection, references, isSingleton }] of resources) {
    if (isSingleton && collection === name) return ONLY;
    const parameter = references.find((reference) => reference.collection === name)?.parameter;
    const declared = document.operationSchemas[operationId]?.parameters.find(
      (candidate) => candidate.in === "path" && candidate.name === parameter,
    );
    const format = declared && idFormatOf(declared.schema, document.schemas);
    if (format) return format;
  }
  return ids ?? ANY_IDS;
}
