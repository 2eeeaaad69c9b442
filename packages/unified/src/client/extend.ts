import type { EngineField } from "../contract/engine-fields.ts";
import type { Mdm, Named, ResourcesOf } from "../contract/mdm.ts";
import type { ComputedOf, RawOf, RecordOf } from "../contract/methods.ts";
import type { Vendor } from "../contract/vendor.ts";
import { fieldOf, pick } from "../lists/filters.ts";
import { computeFields, type FieldFunctions } from "../records/compute-fields.ts";
import { isRecord } from "../records/record.ts";

/** The resources of a vendor: `devices`, `users` … */
type ResourceName<V> = {
  [Name in keyof V]-?: NonNullable<V[Name]> extends { map(raw: never): unknown } ? Name : never;
}[keyof V];

type ItemOf<Contract> = Contract extends { map(raw: never): infer Item } ? Item : never;
type RecordIn<V, Name extends keyof V> = RecordOf<NonNullable<V[Name]>, ItemOf<NonNullable<V[Name]>>>;
type FieldFunction<V, Name extends keyof V, Result> = (
  raw: RawOf<NonNullable<V[Name]>>,
  record: RecordIn<V, Name>,
) => Result;

/** Functions of the vendor's record and the unified record, by resource and field. */
type Overrides<V> = {
  readonly [Name in ResourceName<V>]?: { readonly [field: string]: FieldFunction<V, Name, unknown> };
};

/** Fields that identify a record and its source. */
type FixedField = "id" | EngineField;

/** Whether a result is or may be a promise. For an untyped result, such as parsed JSON, that is unknown. */
type IsPromise<Result> = 0 extends 1 & Result
  ? false
  : true extends (Result extends PromiseLike<unknown> ? true : never)
    ? true
    : false;

/** Further demands on the functions: only for this vendor's resources, and for a unified field with its type. */
type Fitting<V, Given> = {
  readonly [Name in keyof Given]: Name extends ResourceName<V>
    ? {
        readonly [Field in keyof Given[Name]]: Field extends FixedField
          ? never
          : Field extends keyof RecordIn<V, Name>
            ? FieldFunction<V, Name, RecordIn<V, Name>[Field]>
            : Given[Name][Field] extends (...input: never) => infer Result
              ? FieldFunction<V, Name, IsPromise<Result> extends true ? never : unknown>
              : unknown;
      }
    : never;
};

/** Changes records. `fields` exists only in the type, to compute the type of records. */
type Refine<Raw, Fields> = {
  (raw: Raw, item: object, onFailure: (field: string) => void): void;
  readonly fields?: Fields;
};

/** The vendor with the types of the computed fields. For a vendor chosen at run time new fields stay untyped. */
export type Extended<V, Given> = Vendor extends V
  ? V
  : Omit<V, keyof Given | keyof Named<unknown>> &
      Refined<V, Given> &
      // Resources without computed fields keep the names of their types.
      Named<Omit<Mdm<V & Vendor>, keyof Given> & ResourcesOf<Refined<V, Given>>>;

/** The resources that have computed fields. */
type Refined<V, Given> = {
  readonly [Name in keyof Given & keyof V]: Omit<V[Name], "refine"> & {
    readonly refine: Refine<RawOf<V[Name]>, Omit<ComputedOf<V[Name]>, keyof Given[Name]> & Given[Name]>;
  };
};

/**
 * Adds computed fields, unified or new ones, to a vendor's records. A function that throws or returns a promise leaves its field
 * absent and is reported as drift. Filters on a computed field are applied by this client, never by the vendor. The functions
 * see the record before this `extend`; a further `extend` sees their results.
 *
 * @example
 * const vendor = extend(jamfPro(options), { devices: { site: (_raw, device) => device.hostname?.split("-")[0] } });
 * const mdm = connect(vendor);
 */
export function extend<V extends Vendor, const Given extends Overrides<V>>(
  vendor: V,
  overrides: Given & Fitting<V, Given>,
): Extended<V, Given> {
  const contracts = Object.entries<FieldFunctions>(overrides).map(([name, fields]) => [
    name,
    extendContract(Reflect.get(vendor, name), fields),
  ]);
  // The contracts stay the same except for the functions, whose types are in the result type.
  return { ...vendor, ...Object.fromEntries(contracts) } as Extended<V, Given>;
}

type Extendable = {
  refine?(raw: object, item: object, onFailure: (field: string) => void): void;
  pushed?: object;
  narrowed?: object;
};

/** A resource that the vendor lacks is not added. */
function extendContract(contract: unknown, fields: FieldFunctions): unknown {
  if (!isRecord(contract)) return contract;
  const { refine, pushed = {}, narrowed = {} }: Extendable = contract;
  const isKept = (filter: string) => !Object.hasOwn(fields, fieldOf(filter));
  return {
    ...contract,
    refine(raw: object, item: object, onFailure: (field: string) => void) {
      refine?.(raw, item, onFailure);
      computeFields(fields, raw, item, onFailure);
    },
    pushed: pick(pushed, isKept),
    narrowed: pick(narrowed, isKept),
    ...(!isKept("tags") && { lookup: undefined }),
  };
}
