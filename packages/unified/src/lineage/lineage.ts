import type { EngineField } from "../contract/engine-fields.ts";
import type { App, Device, Group, Organization, User } from "../contract/model.ts";
import { splitPath, type UnifiedRecord } from "../records/record.ts";

/** What feeds a vendor's unified fields and writes, as `tools/codegen` reads it off the adapter's source. */
export type VendorLineage = {
  /** Id of the vendor. */
  readonly vendor: string;
  /** By resource (`devices`) one entry per mapper. */
  readonly resources: Readonly<Record<string, readonly MapperLineage[]>>;
  /** By member: `devices.update`, `devices.actions.lock`. */
  readonly writes: Readonly<Record<string, WriteLineage>>;
};

export type MapperLineage = {
  /** The mapper's source, below the package's folder. */
  readonly file: string;
  /** How the ids of its records begin, where a resource has several mappers. */
  readonly ids?: string;
  readonly list: readonly OriginRow[];
  readonly get: readonly OriginRow[];
  /** Properties that the adapter notes on a record, and no operation. */
  readonly added?: readonly string[];
  /** Paths that one of several operations for the same record does not have. */
  readonly lacks?: Readonly<Record<string, readonly string[]>>;
  /** Fields that some record holds, by name or by path: `owner.emails[].email`. */
  readonly fields: Readonly<Record<string, FieldLineage>>;
  /** What paths hold where nothing was set or collected, as far as that is known. */
  readonly unset?: Readonly<Record<string, UnsetLineage>>;
};

/** Unset values, by the vendor's document. A path with none is one whose every value is a statement. */
export type UnsetLineage = {
  readonly values: readonly (Constant | readonly [])[];
  /** Paths any of which shows, by saying something, that the value was collected. */
  readonly unless?: readonly string[];
  readonly confidence: "documented" | "observed" | "inferred";
};

/** A path of the raw record, the operation whose response is there, and the path in that response; empty: all of it. */
export type OriginRow = readonly [path: string, operation: string, at: string];

/** Paths of the raw record: those that `list` and `get` both read, and those that only one of them does. */
export type FieldLineage = {
  /** Line of the field in the mapper; parts of a field have none of their own. */
  readonly line?: number;
  readonly both?: readonly string[];
  readonly list?: readonly string[];
  readonly get?: readonly string[];
  /** What it is for every record. */
  readonly constant?: Constant;
};

/** The vendor operations of a write. */
export type WriteLineage = {
  /** Operations that its plans can hold. */
  readonly sends: readonly string[];
  /** Operations that it may read in order to plan. */
  readonly reads?: readonly string[];
};

type Constant = string | number | boolean | null;

/**
 * Why a field has its state. `value`: has a value. `none`: null, the vendor says that there is none. `not-in-list`: absent, a
 * single read may fill it. `unsupported`: absent, the vendor never provides it. `not-read`: absent, another read
 * failed, as `gaps` says. `not-reported`: absent in this record.
 */
export type Presence = "value" | "none" | "not-in-list" | "not-read" | "unsupported" | "not-reported";

/** A vendor property that makes or decides a field. */
export type FieldSource = {
  /** Path in the vendor's record, `remote_data`: `general.remoteManagement.managed`, `disks[].size`. */
  readonly property: string;
  /** What has it. */
  readonly read: "list and get" | "list" | "get";
  /** Where it comes from; several where lists and single reads differ, or where
   * only one of them is called; none for what mdmkit itself notes. */
  readonly operations: readonly SourceOperation[];
  /** The vendor's own values there; left out where the record has no `remote_data`. */
  readonly values?: readonly unknown[];
  /** What it holds where nothing was set or collected, which the field is not made from. */
  readonly unset?: UnsetLineage;
};

/** An operation and the path in its response. */
export type SourceOperation = {
  /** operationId. */
  readonly operation: string;
  /** Path in its response, with dots; empty for all of it. */
  readonly property: string;
};

/** What a field of a record is made from. */
export type Explanation = {
  /** Why the field has its state. */
  readonly presence: Presence;
  /** Every vendor property that makes or decides the field; none for a constant or an unsupported field. */
  readonly sources: readonly FieldSource[];
  /** What the field is for every record, whatever the vendor sends. */
  readonly constant?: Constant;
  /** Where it is mapped: a file of this package. Left out where nothing fills the field. */
  readonly mapper?: {
    /** Path below the package's folder. */
    readonly file: string;
    /** Line of the field, from 1. */
    readonly line: number;
  };
};

/** Fields that mappers fill; the engine adds the others. */
type FieldOf<Item> = Exclude<keyof Item & string, EngineField>;

/** The lineage of one resource. */
export type ResourceLineage<Item> = {
  /** Why a field of a record is as it is. */
  presence(record: Item, field: FieldOf<Item>): Presence;
  /** What a field of a record is made from, and why it is as it is. */
  explain(record: Item, field: FieldOf<Item>): Explanation;
};

/** The lineage of one vendor, to ask about records. */
export type Lineage = {
  /** Id of the vendor. */
  readonly vendor: string;
  /** Lineage of devices. */
  readonly devices: ResourceLineage<Device>;
  /** Lineage of users. */
  readonly users: ResourceLineage<User>;
  /** Lineage of apps. */
  readonly apps: ResourceLineage<App>;
  /** Lineage of organizations. */
  readonly organizations: ResourceLineage<Organization>;
  /** Lineage of groups. */
  readonly groups: ResourceLineage<Group>;
  /** What it is read from, for tools. */
  readonly data: VendorLineage;
};

/**
 * Creates the lineage of a vendor from its generated data.
 *
 * @example
 * const lineage = createLineage(data);
 * lineage.devices.presence(device, "disk_encryption"); // "value", "none", "not-in-list" …
 */
export function createLineage(data: VendorLineage): Lineage {
  const { vendor, resources } = data;
  return {
    vendor,
    devices: createResourceLineage<Device>(resources.devices),
    users: createResourceLineage<User>(resources.users),
    apps: createResourceLineage<App>(resources.apps),
    organizations: createResourceLineage<Organization>(resources.organizations),
    groups: createResourceLineage<Group>(resources.groups),
    data,
  };
}

function createResourceLineage<Item extends UnifiedRecord>(
  mappers: readonly MapperLineage[] = [],
): ResourceLineage<Item> {
  const mapperOf = ({ id }: Item) => mappers.find(({ ids = "" }) => id.startsWith(ids));

  function presence(record: Item, field: FieldOf<Item>): Presence {
    const value = record[field];
    if (value !== undefined) return value === null ? "none" : "value";
    const parts = partsOf(mapperOf(record), field);
    if (parts.length === 0) return mappers.some((one) => one.fields[field]) ? "not-reported" : "unsupported";
    if (record.gaps?.some(({ fields }) => fields.includes(field))) return "not-read";
    return record.is_partial === true && !record.gaps && parts.some(({ get }) => get)
      ? "not-in-list"
      : "not-reported";
  }

  return {
    presence,
    explain(record, field) {
      const mapper = mapperOf(record);
      const own = mapper?.fields[field];
      if (!mapper || !own) return { presence: presence(record, field), sources: [] };
      const { line = 0, constant } = own;
      return {
        presence: presence(record, field),
        sources: sourcesOf(mapper, field, record),
        ...(constant !== undefined && { constant }),
        mapper: { file: mapper.file, line },
      };
    },
  };
}

/** The entries of a field and of what is inside of it. */
function partsOf(mapper: MapperLineage | undefined, field: string): FieldLineage[] {
  const entries = Object.entries(mapper?.fields ?? {});
  return entries.flatMap(([name, part]) =>
    name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}[`) ? [part] : [],
  );
}

const READS = { both: "list and get", list: "list", get: "get" } as const;

function sourcesOf(mapper: MapperLineage, field: string, record: UnifiedRecord): FieldSource[] {
  const { remote_data, is_partial, gaps } = record;
  const parts = partsOf(mapper, field);
  return (["both", "list", "get"] as const).flatMap((read) => {
    const properties = [...new Set(parts.flatMap((part) => part[read] ?? []))].sort();
    return properties.map((property) => ({
      property,
      read: READS[read],
      operations: operationsOf(mapper, property, rowsOf(mapper, read, gaps ? false : is_partial)),
      ...(remote_data && { values: valuesAt(remote_data, splitPath(property)) }),
      ...(mapper.unset?.[property] && { unset: mapper.unset[property] }),
    }));
  });
}

/** A record without `is_partial` may be from either. */
function rowsOf(
  { list, get }: MapperLineage,
  read: keyof typeof READS,
  isPartial: boolean | null | undefined,
): readonly OriginRow[] {
  if (read !== "both") return read === "list" ? list : get;
  return isPartial ? list : isPartial === false ? get : [...list, ...get];
}

/** Where a property of the raw record comes from. Whatever was joined at the longest path above it hides the rest. */
function operationsOf(
  { lacks = {}, added = [] }: Pick<MapperLineage, "lacks" | "added">,
  property: string,
  rows: readonly OriginRow[],
): SourceOperation[] {
  if (added.includes(property)) return [];
  const above = rows.filter(([path]) => isAtOrBelow(property, path));
  const longest = Math.max(...above.map(([path]) => path.length));
  const found = new Map<string, SourceOperation>();
  for (const [path, operation, at] of above) {
    if (path.length !== longest || lacks[operation]?.includes(property)) continue;
    const rest = path === "" ? property : property.slice(path.length).replace(/^\./, "");
    const place = rest.startsWith("[") || at === "" || rest === "" ? at + rest : `${at}.${rest}`;
    found.set(`${operation} ${place}`, { operation, property: place });
  }
  return [...found.values()];
}

function isAtOrBelow(path: string, above: string): boolean {
  return above === "" || path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

/** What stands at a path of the vendor's record; nothing where it is missing. */
export function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return value === undefined ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  if (step === "[]" || step === "*") return Object.values(value).flatMap((inner) => valuesAt(inner, rest));
  return Object.hasOwn(value, step) ? valuesAt(Reflect.get(value, step), rest) : [];
}
