import type { Client, FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { Sequence } from "../operation/sequence.ts";

type Method = "get" | "put" | "post" | "delete" | "head" | "patch" | "options" | "trace";

/** The methods of the paths, by the key of each. QUERY has one in OpenAPI; methods that it does not know are keys themselves. */
type KeysOf<Paths> =
  | Method
  | Exclude<{ [Path in keyof Paths]: keyof Paths[Path] }[keyof Paths] & string, "parameters">;
type NameOf<Key extends string> = Key extends Method | "query" ? Uppercase<Key> : Key;

/** The paths that have a method. */
type PathsWith<Paths, Key extends string> = {
  [Path in keyof Paths]: Paths[Path] extends Record<Key, object> ? Path : never;
}[keyof Paths];
type OperationAt<Item, Key extends string> =
  Item extends Record<Key, infer Operation extends object> ? Operation : never;

type Init<Value> = Value & { [key: string]: unknown };
type InitOf<Value> =
  Record<never, never> extends Value
    ? [init?: Init<Value>]
    : undefined extends Value
      ? [init?: Init<NonNullable<Value>>]
      : [init: Init<Value>];

/** A method of a path. */
type Call<Paths, Key extends string> = <
  Path extends PathsWith<Paths, Key>,
  Given extends MaybeOptionalInit<{ operation: OperationAt<Paths[Path], Key> }, "operation">,
>(
  path: Path,
  ...init: InitOf<Given>
) => Promise<ResponseOf<OperationAt<Paths[Path], Key>, Given>>;

/** What openapi-fetch would describe by its properties, which leaves nothing of methods. */
type ContentsOf<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Responses[Status] extends { content: infer Content }
        ? Content[keyof Content]
        : never;
    }[keyof Responses]
  : never;
type WholeOf<Operation> = Extract<ContentsOf<Operation>, Sequence<unknown> | Blob>;

type ResponseOf<Operation extends object, Given> = [WholeOf<Operation>] extends [never]
  ? FetchResponse<Operation, Given, `${string}/${string}`>
  : Given extends { parseAs: string }
    ? FetchResponse<Operation, Given, `${string}/${string}`>
    : { data: WholeOf<Operation> | undefined; error?: never; response: Response };

/** openapi-fetch's client, with a function for each method of the paths, such as QUERY, and with sequences. */
export type PathClient<Paths extends object> = Omit<Client<Paths>, Uppercase<Method>> & {
  [Key in KeysOf<Paths> as NameOf<Key>]: Call<Paths, Key>;
};
