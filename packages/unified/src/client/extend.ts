import type { ComputedOf, RawOf, RecordOf } from "../contract/methods.ts";
import type { Vendor } from "../contract/vendor.ts";
import { fieldOf, pick } from "../lists/filters.ts";
import { computeFields, type FieldFunctions } from "../records/compute-fields.ts";
import { isRecord } from "../records/record.ts";

/** What a vendor has a contract for: `devices`, `users` … */
type ResourceName<V> = {
  [Name in keyof V]-?: NonNullable<V[Name]> extends { map(raw: never): unknown } ? Name : never;
}[keyof V];

type ItemOf<Contract> = Contract extends { map(raw: never): infer Item } ? Item : never;
type RecordIn<V, Name extends keyof V> = RecordOf<NonNullable<V[Name]>, ItemOf<NonNullable<V[Name]>>>;
type FieldFunction<V, Name extends keyof V, Result> = (
  raw: RawOf<NonNullable<V[Name]>>,
  record: RecordIn<V, Name>,
) => Result;

/** Functions of the vendor's record and of the unified one, by resource and field. */
type Overrides<V> = {
  readonly [Name in ResourceName<V>]?: { readonly [field: string]: FieldFunction<V, Name, unknown> };
};

/** Fields that say which record it is and where it came from. */
type FixedField = "id" | "remote_data" | "is_partial";

/** Whether a result comes, or may come, later than its record. Of an untyped one, such as parsed JSON, nobody knows. */
type IsPromise<Result> = 0 extends 1 & Result
  ? false
  : true extends (Result extends PromiseLike<unknown> ? true : never)
    ? true
    : false;

/** What the given functions must be on top: of this vendor's resources, and for a unified field of its type. */
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

/** What changes records; `fields` is in the type only, for whoever asks what a record holds. */
type Refine<Raw, Fields> = {
  (raw: Raw, item: object, onFailure: (field: string) => void): void;
  readonly fields?: Fields;
};

/** The vendor with the fields' types in it. A vendor chosen at run time stays one: new fields are there, untyped. */
export type Extended<V, Given> = Vendor extends V
  ? V
  : Omit<V, keyof Given> & {
      readonly [Name in keyof Given & keyof V]: Omit<V[Name], "refine"> & {
        readonly refine: Refine<RawOf<V[Name]>, Omit<ComputedOf<V[Name]>, keyof Given[Name]> & Given[Name]>;
      };
    };

/**
 * The vendor with fields that you compute, unified ones or new ones, wherever its records are read:
 * `extend(jamfPro(…), { devices: { custom_fields: (raw, device) => … } })`. A function that throws, or gives a promise,
 * leaves its field absent and is reported as drift. A filter by a computed field is applied here, never by the vendor. Functions see the record as
 * it was before this `extend`; another `extend` on top sees their results.
 */
export function extend<V extends Vendor, const Given extends Overrides<V>>(
  vendor: V,
  overrides: Given & Fitting<V, Given>,
): Extended<V, Given> {
  const contracts = Object.entries<FieldFunctions>(overrides).map(([name, fields]) => [
    name,
    extendContract(Reflect.get(vendor, name), fields),
  ]);
  // The boundary: the contracts stay as they are but for the functions, whose types the result spells out.
  return { ...vendor, ...Object.fromEntries(contracts) } as Extended<V, Given>;
}

type Extendable = {
  refine?(raw: object, item: object, onFailure: (field: string) => void): void;
  pushed?: object;
  narrowed?: object;
};

/** A resource that a vendor chosen at run time lacks stays lacking. */
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
  };
}
