import type {
  CallArguments,
  ItemOf,
  OperationInput,
  OperationResponse,
  OperationTypes,
  Paginated,
  PaginatedNames,
  PaginateOptions,
} from "@mdmkit/runtime";
import type { DryRun, WriteOptions, WritePreview } from "./write-options.ts";

/** Options of a call of `mdm.raw`. */
export type RawOptions = Pick<WriteOptions, "signal" | "onExchange" | "dryRun">;
type RawDryRun = Pick<DryRun, keyof RawOptions>;

/** For operations that destroy data or lock people out. */
export type RawConfirmation = {
  /** The value of the last path parameter, without which nothing is sent; for a path without parameters the operation's name. */
  confirm: string;
};

type OptionsOf<Type> = Type extends { safety: "destructive" } ? RawOptions & RawConfirmation : RawOptions;
type Arguments<Input, Options> = object extends Options
  ? CallArguments<Input, Options>
  : [input: Input, options: Options];
type MaybeInput<Input> = Record<never, never> extends Input ? Input | undefined : Input;

type RawMethod<Type extends { input: object; response: unknown }> = {
  /** Shows the request to the vendor, and sends nothing. */
  (input: MaybeInput<Type["input"]>, options: RawDryRun): Promise<WritePreview>;
  /** Calls the operation and returns the body of its response, as the vendor sent it. */
  (...rest: Arguments<Type["input"], OptionsOf<Type>>): Promise<Type["response"]>;
};

type TypesOf<Client> = Client extends { readonly "~types"?: infer Types } ? NonNullable<Types> : never;

/**
 * Every operation of the vendor's own API by name, typed by its document: `mdm.raw`. Credentials, limits and retries are those of the
 * unified calls, and so is the part of the tenant that the account is for. The operations load with the first call.
 */
export type RawClient<Client> = RawCalls<TypesOf<Client>> & {
  readonly [Name in keyof Client & keyof TypesOf<Client>]: TypesOf<Client>[Name] extends {
    input: object;
    response: unknown;
  }
    ? RawMethod<TypesOf<Client>[Name]>
    : never;
};

type RawCalls<Types> =
  Types extends OperationTypes<keyof Types>
    ? {
        /** Shows the request to the vendor, and sends nothing. */
        request<Name extends keyof Types & string>(
          operation: Name,
          input: MaybeInput<Types[Name]["input"]>,
          options: RawDryRun,
        ): Promise<WritePreview>;
        /** Calls an operation and returns the response along with the parsed body. */
        request<Name extends keyof Types & string>(
          operation: Name,
          ...rest: Arguments<Types[Name]["input"], OptionsOf<Types[Name]>>
        ): Promise<OperationResponse<Types[Name]["response"]>>;
        /**
         * All records of an operation that returns a list.
         *
         * @example
         * for await (const system of await mdm.raw.paginate("systems_list")) console.log(system._id);
         */
        paginate<Name extends PaginatedNames<Types>>(
          operation: Name,
          ...rest: CallArguments<Types[Name]["input"], PaginateOptions>
        ): Promise<Paginated<ItemOf<Types[Name]>>>;
      }
    : never;

/** `mdm.raw` of a vendor chosen at run time: operations are called by `request`, with the input that the vendor's document describes. */
export type AnyRawClient = {
  /** Shows the request to the vendor, and sends nothing. */
  request(operation: string, input: OperationInput | undefined, options: RawDryRun): Promise<WritePreview>;
  /** Calls an operation and returns the response along with the parsed body. `confirm` is required for those that are destructive. */
  request(
    operation: string,
    input?: OperationInput,
    options?: RawOptions & Partial<RawConfirmation>,
  ): Promise<OperationResponse<unknown>>;
  /** All records of an operation that returns a list. */
  paginate(operation: string, input?: OperationInput, options?: PaginateOptions): Promise<Paginated<unknown>>;
};

/** `mdm.raw` of a vendor. */
export type RawOfVendor<V> = V extends { openRaw(): Promise<{ client: infer Client }> }
  ? RawClient<Client>
  : AnyRawClient;
