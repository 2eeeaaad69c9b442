import type { ResourceName } from "./capabilities.ts";
import type { RawOf } from "./methods.ts";

/**
 * Where the raw records of a vendor come from, which is what its factory returns: what `tools/codegen` combines with the mappers to
 * derive lineage. Kept beside the adapter that reads, proven by `vendors/origins.test.ts`, and loaded by nothing at run time.
 */
export type Origins<Types, OfVendor> = {
  readonly [Resource in keyof OfVendor & ResourceName]: OneOrSeveral<
    MapperOrigins<keyof Types & string, RawOf<OfVendor[Resource]> & object>
  >;
};

type OneOrSeveral<One> = One | readonly One[];

/** Where the raw records of one mapper come from. */
export type MapperOrigins<Operation extends string, Raw extends object> = {
  /** The mapper. */
  readonly map: (raw: never) => object;
  /** How the ids of its records begin, where a resource has a mapper for each kind. */
  readonly ids?: string;
} & (
  | {
      /** What a list reads. */
      readonly list: ReadOrigins<Operation, Raw>;
      /** What a read of one record reads. */
      readonly get: ReadOrigins<Operation, Raw>;
    }
  | {
      /** What each of the two reads. */
      readonly both: ReadOrigins<Operation, Raw>;
    }
);

/** The record itself, and what else there is to say of a read. */
type ReadOrigins<Operation extends string, Raw extends object> =
  | OneOrSeveral<Origin<Operation>>
  | {
      /**
       * The record itself; several operations where only one of them is called for it. None where all of
       * it is joined.
       */
      readonly record?: OneOrSeveral<Origin<Operation>>;
      /** Properties that are requested, if those are not all that the response can have. */
      readonly only?: readonly KeyOf<Raw>[];
      /** Properties that are not requested, though the response can have them. */
      readonly except?: readonly KeyOf<Raw>[];
      /** What the adapter itself adds, which no response has. */
      readonly added?: readonly KeyOf<Raw>[];
      /** What is joined to it, by its place in the record. */
      readonly joined?: Joined<Operation, Raw>;
      /** Operations that lead to the others and fill nothing. */
      readonly leads?: readonly Operation[];
    };

/**
 * An operation, and after a blank the path in its response: `getDevice result`. Without one it is the whole response,
 * or an item of it where the document says that it is read page by page.
 */
type Origin<Operation extends string> = Operation | `${Operation} ${string}`;

/** `[origin]` stands for each item of a list. */
type Joined<Operation extends string, Raw> = {
  readonly [Name in KeyOf<Raw>]?: JoinedAt<Operation, NonNullable<MemberOf<Raw, Name>>>;
};

type JoinedAt<Operation extends string, Member> = Member extends readonly (infer Item)[]
  ? readonly [JoinedAt<Operation, NonNullable<Item>>]
  : Origin<Operation> | (Member extends object ? Joined<Operation, Member> : never);

type KeyOf<Raw> = Raw extends unknown ? keyof Raw & string : never;
type MemberOf<Raw, Name> = Raw extends unknown ? (Name extends keyof Raw ? Raw[Name] : never) : never;
