/** A JSON Schema 2020-12 document, as codegen writes it. */
export type JsonSchema = Readonly<Record<string, unknown>> | boolean;

export type ParameterSchema = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  /** Clients set it by themselves; their callers do not pass it. */
  readonly byClient?: boolean;
  readonly schema: JsonSchema;
  readonly style?: string;
  readonly explode?: boolean;
  /** The media type of the value, where it is not written in a style. */
  readonly contentType?: string;
  /** How fields of a form are written. */
  readonly encoding?: FieldEncodings;
};

/** How fields of a form are written, by name. */
type FieldEncodings = Readonly<
  Record<string, { readonly style?: string; readonly explode?: boolean; readonly contentType?: string }>
>;

/** The parts of a pagination annotation that a server needs. */
export type PagingFacts = {
  readonly style: string;
  readonly in?: string;
  readonly limit?: string;
  readonly offset?: string;
  readonly page?: string;
  readonly cursor?: string;
  readonly firstPage?: number;
  readonly default?: number;
  readonly max?: number;
  readonly items?: string;
  readonly next?: string;
  readonly last?: string;
  readonly more?: string;
  readonly total?: string;
  readonly totalHeader?: string;
};

/** What an operation links with the record in its path. */
type AssociationFacts = {
  /** The collection at the other end, or the parameter or body property that names it. */
  readonly to?: string;
  readonly type?: string;
  /** The body property with the id of the other record. */
  readonly id?: string;
  /** Body properties and the values with which they end the association. */
  readonly remove?: Readonly<Record<string, string>>;
};

/** Records that several paths share. */
type CollectionPaths = {
  /** An item is one segment below each of them. */
  readonly paths: readonly string[];
  /** The property that holds the id of a record. Default: `id`. */
  readonly id?: string;
  /** The property that the segment below a path names, where that is not the id. */
  readonly by?: Readonly<Record<string, string>>;
};

/** One operation of a vendor's document; `operationSchemas` of a vendor's `./schemas` has one per operationId. */
export type OperationSchemas = {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly ParameterSchema[];
  readonly body?: {
    readonly contentType: string;
    readonly required?: boolean;
    readonly schema: JsonSchema;
    /** How fields of a form are written. */
    readonly encoding?: FieldEncodings;
    /** The value is a list whose items are sent one by one. */
    readonly isSequence?: boolean;
  };
  readonly responses: Readonly<
    Record<
      string,
      { readonly contentType?: string; readonly schema?: JsonSchema; readonly isSequence?: boolean }
    >
  >;
  readonly pagination?: PagingFacts;
  readonly association?: AssociationFacts;
  readonly quirks?: readonly string[];
  /** What callers must be allowed; all of it. */
  readonly permission?: readonly string[];
};

export type VendorDocument = {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly operationSchemas: Readonly<Record<string, OperationSchemas>>;
  readonly servers: readonly string[];
  readonly collections: Readonly<Record<string, CollectionPaths>>;
};

/** The first permission that an operation needs and a caller lacks. Callers of whom nothing is known have all. */
export function missingPermission(
  { permission = [] }: OperationSchemas,
  held: readonly string[] = permission,
): string | undefined {
  return permission.find((name) => !held.includes(name));
}

/** What the document says of one status: its own entry, else its class (`2XX`), else `default`, else nothing. */
export function responseOf(operation: OperationSchemas, status: number) {
  const { responses } = operation;
  return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
}
