/** A JSON Schema 2020-12 document, as codegen writes it. */
export type JsonSchema = Readonly<Record<string, unknown>> | boolean;

export type ParameterSchema = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
  readonly style?: string;
  readonly explode?: boolean;
};

/** The parts of a pagination annotation that a server needs. */
export type PagingFacts = {
  readonly style: string;
  readonly in?: string;
  readonly limit?: string;
  readonly offset?: string;
  readonly page?: string;
  readonly firstPage?: number;
  readonly default?: number;
  readonly max?: number;
  readonly items?: string;
  readonly total?: string;
  readonly totalHeader?: string;
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
    readonly encoding?: Readonly<Record<string, { readonly explode?: boolean }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly contentType?: string; readonly schema?: JsonSchema }>
  >;
  readonly pagination?: PagingFacts;
  readonly quirks?: readonly string[];
};

export type VendorDocument = {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly operationSchemas: Readonly<Record<string, OperationSchemas>>;
  readonly servers: readonly string[];
};

/** What the document says of one status: its own entry, else its class (`2XX`), else `default`, else nothing. */
export function responseOf(operation: OperationSchemas, status: number) {
  const { responses } = operation;
  return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
}
